import { canPut } from "./helpers/access.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { campaignTopic, customerTopic, shopifyTopic, stockTopic } from "./messaging.ts";

/** Every event, by the correlation id of the request it goes back to: the timeline of an order. */
export const journeyTable = new sst.aws.Dynamo("JourneyTable", {
  fields: { correlationId: "string", at: "string" },
  primaryIndex: { hashKey: "correlationId", rangeKey: "at" },
});

// A queue for each topic: a flood of one subject does not hold up the others.
for (const [name, topic] of [
  ["JourneyQueue", stockTopic],
  ["CampaignJourneyQueue", campaignTopic],
  ["CustomerJourneyQueue", customerTopic],
  ["ShopifyJourneyQueue", shopifyTopic],
] as const) {
  pipeline(name, {
    subject: "journey",
    from: { topic },
    consumer: {
      handler: "packages/functions/src/consumers/journey.handler",
      link: [canPut(journeyTable)],
    },
  });
}
