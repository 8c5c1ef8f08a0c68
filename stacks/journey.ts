import { type Subject, subjects } from "@donut/contracts/subjects";
import { canBatchWrite } from "./helpers/access.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { topics } from "./messaging.ts";

/** Every event by the correlation id of the original request: the timeline of an order. */
export const journeyTable = new sst.aws.Dynamo("JourneyTable", {
  fields: { correlationId: "string", at: "string" },
  primaryIndex: { hashKey: "correlationId", rangeKey: "at" },
});

// One queue per topic: a flood of one subject does not hold up the others.
for (const [subject, entry] of Object.entries(subjects) as [Subject, (typeof subjects)[Subject]][]) {
  if (!("journeyQueue" in entry)) continue;
  pipeline(entry.journeyQueue, {
    subject: "journey",
    from: { topic: topics[subject] },
    consumer: {
      handler: "packages/functions/src/consumers/journey.handler",
      link: [canBatchWrite(journeyTable)],
    },
  });
}
