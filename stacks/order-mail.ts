import { canMail, canUpdate } from "./helpers/access.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { webOrigin } from "./helpers/web-origin.ts";
import { orderMail } from "./mail.ts";
import { topics } from "./messaging.ts";

/** Target of the link in the mail, and where its pictures are. */
export const store = new sst.Linkable("Store", { properties: { url: webOrigin } });

/** Which orders have been confirmed by mail, so that there is one mail however often the message is delivered. */
const orderMailTable = new sst.aws.Dynamo("OrderMailTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
  ttl: "expiresAt",
});

/** Orders that want a confirmation, until it has been mailed. */
pipeline("OrderMailQueue", {
  subject: "order",
  from: { topic: topics.order, events: ["order.placed"], data: { language: { exists: true } } },
  consumer: {
    handler: "packages/functions/src/consumers/order-mail.handler",
    link: [canMail(orderMail), store, canUpdate(orderMailTable)],
  },
  tries: 6,
  // SES limits mails per second; a new account's limit is 14.
  maxConcurrency: 2,
});
