import { canPut } from "./access.ts";
import { stockTopic } from "./messaging.ts";
import { pipeline } from "./pipeline.ts";

/** Every event, by the correlation id of the request it goes back to: the timeline of an order. */
export const journeyTable = new sst.aws.Dynamo("JourneyTable", {
  fields: { correlationId: "string", at: "string" },
  primaryIndex: { hashKey: "correlationId", rangeKey: "at" },
});

pipeline("JourneyQueue", {
  subject: "journey",
  from: { topic: stockTopic },
  consumer: {
    handler: "packages/functions/src/consumers/journey.handler",
    link: [canPut(journeyTable)],
  },
});
