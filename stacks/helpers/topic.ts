import type { EventType } from "@donut/contracts/events";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import { topology } from "./topology.ts";

export interface SubjectTopic {
  name: string;
  subject: string;
  topic: sst.aws.SnsTopic;
  /** The field of its messages that contains their type. */
  typeField: string;
  /** Keeps what SNS could not deliver to a subscribed queue; without it, SNS gives up after 23 days. */
  undelivered: sst.aws.Queue;
}

/** The topic for all events about one subject; it may have been created elsewhere. */
export function subjectTopic(
  name: string,
  {
    subject,
    topic = new sst.aws.SnsTopic(name),
    typeField = "type",
  }: { subject: string; topic?: sst.aws.SnsTopic; typeField?: string },
): SubjectTopic {
  const undelivered = deadLetterQueue(`${name}Undelivered`, {
    subject,
    role: "undelivered",
    topic: name,
    awaited: "event",
  });
  acceptOnly(topic, `${name}Undelivered`, undelivered);
  topology.topics.push({ name, arn: topic.arn, subject });
  return { name, subject, topic, typeField, undelivered };
}

/** Which of a topic's events a queue receives; absent: all. */
export interface EventFilter {
  /** By their type; `Bounce` is SES's. */
  events?: (EventType | "Bounce")[];
  /** Of these, only those whose data has such numbers, `{ units: { from: 100 } }`, or has it: `{ exists: true }`. */
  data?: Record<string, { from: number } | { exists: true }>;
}

/** Subscribes a queue to a topic's events, delivered as they were published (raw delivery). */
export function subscribe(
  queueName: string,
  queue: sst.aws.Queue,
  { topic, typeField, undelivered }: SubjectTopic,
  filter: EventFilter = {},
): void {
  const policy = acceptOnly(topic, queueName, queue);
  new aws.sns.TopicSubscription(
    `${queueName}Subscription`,
    {
      topic: topic.arn,
      protocol: "sqs",
      endpoint: queue.arn,
      rawMessageDelivery: true,
      redrivePolicy: $jsonStringify({ deadLetterTargetArn: undelivered.arn }),
      ...(filter.events && {
        filterPolicy: JSON.stringify(filterPolicy(typeField, filter)),
        filterPolicyScope: "MessageBody",
      }),
    },
    { dependsOn: policy },
  );
}

function filterPolicy(typeField: string, { events, data }: EventFilter) {
  if (!data) return { [typeField]: events };
  const conditions = Object.entries(data).map(([name, rule]) => [
    name,
    ["from" in rule ? { numeric: [">=", rule.from] } : rule],
  ]);
  return { [typeField]: events, data: Object.fromEntries(conditions) };
}

/** SST's own `subscribeQueue` lets every topic of every account send to the queue; this allows only the one. */
function acceptOnly(topic: sst.aws.SnsTopic, queueName: string, queue: sst.aws.Queue): aws.sqs.QueuePolicy {
  return new aws.sqs.QueuePolicy(`${queueName}Policy`, {
    queueUrl: queue.url,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          actions: ["sqs:SendMessage"],
          resources: [queue.arn],
          principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
          conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [topic.arn] }],
        },
      ],
    }).json,
  });
}
