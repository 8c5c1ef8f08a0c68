import { canPublish } from "./helpers/access.ts";
import { streamFunction } from "./helpers/stream.ts";
import { subjectTopic } from "./helpers/topic.ts";

/** Events, written in the transaction that makes them true, until the relay has carried them to their topic. */
export const outboxTable = new sst.aws.Dynamo("OutboxTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
  stream: "new-image",
  ttl: "expiresAt",
});

export const orderTopic = subjectTopic("OrderTopic", { subject: "order" });
export const stockTopic = subjectTopic("StockTopic", { subject: "stock" });
export const campaignTopic = subjectTopic("CampaignTopic", { subject: "campaign" });
export const customerTopic = subjectTopic("CustomerTopic", { subject: "customer" });
export const repairTopic = subjectTopic("RepairTopic", { subject: "repair" });
export const shopifyTopic = subjectTopic("ShopifyTopic", { subject: "shopify" });

streamFunction("OutboxRelay", {
  subject: "outbox",
  table: outboxTable,
  handler: "packages/functions/src/streams/outbox-relay.handler",
  link: [orderTopic, stockTopic, campaignTopic, customerTopic, repairTopic, shopifyTopic].map(({ topic }) =>
    canPublish(topic),
  ),
  parallelization: 2,
});
