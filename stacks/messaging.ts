import { type Subject, subjectNames, topicNameOf } from "@donut/contracts/subjects";
import { canPublish } from "./helpers/access.ts";
import { streamFunction } from "./helpers/stream.ts";
import { type SubjectTopic, subjectTopic } from "./helpers/topic.ts";

/** Events, written in the transaction that makes them true, until the relay has carried them to their topic. */
export const outboxTable = new sst.aws.Dynamo("OutboxTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
  stream: "new-image",
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
