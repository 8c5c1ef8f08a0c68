import { type Subject, subjectNames, topicNameOf } from "@donut/contracts/subjects";
import { canBatchWrite, canGet, canPublish, canScan } from "./helpers/access.ts";
import { streamFunction } from "./helpers/stream.ts";
import { sweep } from "./helpers/sweep.ts";
import { type SubjectTopic, subjectTopic } from "./helpers/topic.ts";

/** Events, written in the transaction that makes them true, until the relay has carried them to their topic. */
export const outboxTable = new sst.aws.Dynamo("OutboxTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
  stream: "new-image",
  // Only of items that earlier versions have left.
  ttl: "expiresAt",
});

/** By subject. */
export const topics = Object.fromEntries(
  subjectNames.map((subject) => [subject, subjectTopic(topicNameOf(subject), { subject })]),
) as Record<Subject, SubjectTopic>;

/** What publishing takes, and taking what was published out of the outbox. */
const canRelay = [
  canGet(outboxTable),
  canBatchWrite(outboxTable),
  ...Object.values(topics).map(({ topic }) => canPublish(topic)),
];

streamFunction("OutboxRelay", {
  subject: "outbox",
  table: outboxTable,
  handler: "packages/functions/src/streams/outbox-relay.handler",
  link: canRelay,
  parallelization: 2,
});

/** A stream forgets after 24 hours what its function has not handled; the outbox does not. */
sweep("OutboxSweep", {
  handler: "packages/functions/src/schedules/outbox-sweep.handler",
  link: [canScan(outboxTable), ...canRelay],
  minutes: 5,
});
