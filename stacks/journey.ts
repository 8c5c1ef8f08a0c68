import { canPut } from "./access.ts";
import { topics } from "./messaging.ts";
import { pipeline } from "./pipeline.ts";

/** Every event, by the correlation id of the request it goes back to: the timeline of an order. */
export const journeyTable = new sst.aws.Dynamo("JourneyTable", {
  fields: { correlationId: "string", at: "string" },
  primaryIndex: { hashKey: "correlationId", rangeKey: "at" },
});

// A queue for each topic: a flood of one subject does not hold up the others.
for (const [name, topic] of [
  ["JourneyQueue", topics.stock],
  ["CampaignJourneyQueue", topics.campaign],
  ["CustomerJourneyQueue", topics.customer],
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
