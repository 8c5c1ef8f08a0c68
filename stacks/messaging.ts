import { type Subject, subjectNames, topicNameOf } from "@donut/contracts/subjects";
import { canBatchWrite, canGet, canPublish, canScan } from "./helpers/access.ts";
import { streamFunction } from "./helpers/stream.ts";
import { sweep } from "./helpers/sweep.ts";
import { type SubjectTopic, subjectTopic } from "./helpers/topic.ts";

/**
 * Events, written in the same transaction as the change they report, until the relay has published them to their topic.
 */
export const outboxTable = new sst.aws.Dynamo("OutboxTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
  stream: "new-image",
  // Applies only to items of earlier versions.
  ttl: "expiresAt",
});

/** By subject. */
export const topics = Object.fromEntries(
  subjectNames.map((subject) => [subject, subjectTopic(topicNameOf(subject), { subject })]),
) as Record<Subject, SubjectTopic>;

/** Permissions to publish, and to delete published events from the outbox. */
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

/** A stream drops after 24 hours what its function has not handled; the outbox does not. */
sweep("OutboxSweep", {
  handler: "packages/functions/src/schedules/outbox-sweep.handler",
  link: [canScan(outboxTable), ...canRelay],
  minutes: 5,
});
