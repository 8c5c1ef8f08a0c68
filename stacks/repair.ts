import { auditTable } from "./audit.ts";
import { canBatchWrite, canDelete, canGet, canPut, canQuery, canUpdate } from "./helpers/access.ts";
import { failureTable } from "./helpers/failure-table.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { onQueues } from "./helpers/queue-policies.ts";
import { sweep } from "./helpers/sweep.ts";
import { everyQueue, type QueueFacts, queuesType } from "./helpers/topology.ts";
import { outboxTable, topics } from "./messaging.ts";

/** What is known of the messages that rest: the index that lists and searches read, since SQS has neither. */
export const deadLetterTable = new sst.aws.Dynamo("DeadLetterTable", {
  fields: { queue: "string", messageId: "string", sentAt: "string", correlationId: "string" },
  primaryIndex: { hashKey: "queue", rangeKey: "messageId" },
  globalIndexes: {
    byTime: { hashKey: "queue", rangeKey: "sentAt" },
    byCorrelation: { hashKey: "correlationId", rangeKey: "sentAt" },
  },
  ttl: "expiresAt",
});

/** Tasks on dead letters, who works on which queue, and what was done to each message. */
export const repairTable = new sst.aws.Dynamo("RepairTable", {
  fields: { pk: "string", sk: "string", correlationId: "string", at: "string" },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  globalIndexes: { byCorrelation: { hashKey: "correlationId", rangeKey: "at" } },
  ttl: "expiresAt",
});

/** `Resource.Queues`: every queue of the system. */
export const queues = new sst.Linkable("Queues", {
  properties: { queues: $output(everyQueue) },
  include: [{ type: "typescript.type", value: queuesType }],
});

/** What a function needs to look through dead letters and keep their index. */
export const canIndex = [
  queues,
  canGet(failureTable),
  canQuery(deadLetterTable),
  canPut(deadLetterTable),
  canBatchWrite(deadLetterTable),
  canGet(repairTable),
  canPut(repairTable),
  canUpdate(repairTable),
  canDelete(repairTable),
];

const resting = ({ role }: QueueFacts) => role !== "work";

// Received, and made visible again at once.
const looking = ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility"];

export const lookAtDeadLetters = onQueues("LookAtDeadLetters", looking, resting);

/** Messages written by hand, and dead letters sent again. */
export const sendToWork = onQueues("SendToWork", ["sqs:SendMessage"], ({ role }) => role === "work");

const moveDeadLetters = onQueues(
  "MoveDeadLetters",
  [
    ...looking,
    "sqs:DeleteMessage",
    "sqs:StartMessageMoveTask",
    "sqs:ListMessageMoveTasks",
    "sqs:CancelMessageMoveTask",
  ],
  resting,
);

/** Tasks of operators on dead letters. A task takes as long as it takes: each message works on it for some seconds. */
pipeline("RepairQueue", {
  subject: "repair",
  awaited: "task",
  from: { topic: topics.repair, events: ["repair.requested", "index.requested"] },
  consumer: {
    handler: "packages/functions/src/consumers/repair.handler",
    link: [
      ...canIndex,
      canQuery(deadLetterTable, "byTime"),
      canBatchWrite(repairTable),
      canPut(auditTable),
      canUpdate(auditTable),
      canPut(outboxTable),
    ],
    policies: [moveDeadLetters, sendToWork],
    timeoutSeconds: 30,
    feeds: ["RepairTopic"],
  },
  // After so long another worker goes on, should one die before it has begun; one that works tells the queue so all the time.
  visibilityTimeoutSeconds: 30,
  batchSize: 1,
  tries: 20,
});

/** A task that nobody works on any more would keep others from its queue. */
sweep("TaskSweep", {
  handler: "packages/functions/src/schedules/task-sweep.handler",
  link: [queues, canGet(repairTable), canPut(outboxTable)],
  minutes: 10,
});
