import { type Subject, subjectNames, topicNameOf } from "@donut/contracts/subjects";
import { canPublish } from "./access.ts";
import { streamFunction } from "./stream.ts";
import { type SubjectTopic, subjectTopic } from "./topic.ts";

/** Events, written in the transaction that makes them true, until the relay has carried them to their topic. */
export const outboxTable = new sst.aws.Dynamo("OutboxTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
  stream: "new-image",
  ttl: "expiresAt",
});

/** Why tries of a message failed, by message id: what explains a dead letter. */
export const failureTable = new sst.aws.Dynamo("FailureTable", {
  fields: { messageId: "string", correlationId: "string", firstFailedAt: "string" },
  primaryIndex: { hashKey: "messageId" },
  globalIndexes: { byCorrelation: { hashKey: "correlationId", rangeKey: "firstFailedAt" } },
  ttl: "expiresAt",
});

/** By subject. */
export const topics = Object.fromEntries(
  subjectNames.map((subject) => [subject, subjectTopic(topicNameOf(subject), { subject })]),
) as Record<Subject, SubjectTopic>;

streamFunction("OutboxRelay", {
  subject: "outbox",
  table: outboxTable,
  handler: "packages/functions/src/streams/outbox-relay.handler",
  link: Object.values(topics).map(({ topic }) => canPublish(topic)),
  parallelization: 2,
});
