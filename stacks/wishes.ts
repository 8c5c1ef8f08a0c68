import { canDelete, canGet, canMail, canQuery, canScan, canSend, canUpdate } from "./helpers/access.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { orderMail } from "./mail.ts";
import { topics } from "./messaging.ts";
import { store } from "./order-mail.ts";
import { salesApi } from "./sales.ts";
import { productTable, stockTable } from "./sales-data.ts";

/** Signs the tokens and links with which a wish is taken back. */
const wishSecret = new sst.Secret("WishSecret");

/** Who waits for which sold-out product, for 90 days at most; and how many have asked today. */
export const wishTable = new sst.aws.Dynamo("WishTable", {
  fields: { productId: "string", id: "string" },
  primaryIndex: { hashKey: "productId", rangeKey: "id" },
  ttl: "expiresAt",
});

/** Which wishes have been mailed, so that there is one mail however often the message is delivered. */
const wishMailTable = new sst.aws.Dynamo("WishMailTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
  ttl: "expiresAt",
});

/** Wishes whose product is back, until their holder has been told. */
const { queue: mailing } = pipeline("WishMailQueue", {
  subject: "stock",
  consumer: {
    handler: "packages/functions/src/consumers/wish-mail.handler",
    link: [
      canMail(orderMail),
      store,
      salesApi,
      wishSecret,
      canGet(stockTable),
      canGet(wishTable),
      canDelete(wishTable),
      canGet(wishMailTable),
      canUpdate(wishMailTable),
    ],
  },
  tries: 6,
  // SES limits mails per second; a new account's limit is 14.
  maxConcurrency: 2,
});

/** Products that have come in, until everybody who waits for them is in the queue of mails. */
pipeline("WishQueue", {
  subject: "stock",
  from: { topic: topics.stock, events: ["stock.replenished", "stock.added"] },
  consumer: {
    handler: "packages/functions/src/consumers/wish.handler",
    link: [canGet(stockTable), canQuery(wishTable), canSend(mailing)],
    feeds: ["WishMailQueue"],
  },
  batchSize: 1,
  // Each try finds fewer: whoever has been told waits no longer.
  tries: 6,
});

/** Nobody waits forever because a message was lost. */
sweep("WishSweep", {
  handler: "packages/functions/src/schedules/wish-sweep.handler",
  link: [canScan(stockTable), canQuery(wishTable), canUpdate(wishTable), canSend(mailing)],
  minutes: 10,
});

const wishesFunction = new sst.aws.Function("WishesFunction", {
  handler: "packages/functions/src/api/wishes.handler",
  link: [
    wishSecret,
    canScan(productTable),
    canGet(stockTable),
    canGet(wishTable),
    canUpdate(wishTable),
    canDelete(wishTable),
  ],
});
for (const route of [
  "POST /wishes",
  "POST /wishes/undo",
  "GET /wishes/standing",
  "GET /wishes/end",
  "POST /wishes/end",
])
  salesApi.route(route, wishesFunction.arn);
