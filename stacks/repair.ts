import { auditTable } from "./audit.ts";
import { canBatchWrite, canDelete, canGet, canPut, canQuery, canUpdate } from "./helpers/access.ts";
import { failureTable } from "./helpers/failure-table.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { onQueues } from "./helpers/queue-policies.ts";
import { sweep } from "./helpers/sweep.ts";
import { everyQueue, type QueueFacts, queuesType } from "./helpers/topology.ts";
import { outboxTable, topics } from "./messaging.ts";

/** The index of dead letters, for lists and searches: SQS supports neither. */
export const deadLetterTable = new sst.aws.Dynamo("DeadLetterTable", {
  fields: { queue: "string", messageId: "string", sentAt: "string", correlationId: "string" },
  primaryIndex: { hashKey: "queue", rangeKey: "messageId" },
  globalIndexes: {
    byTime: { hashKey: "queue", rangeKey: "sentAt" },
    byCorrelation: { hashKey: "correlationId", rangeKey: "sentAt" },
  },
  ttl: "expiresAt",
});

/** Repair tasks, who is working on which queue, and what was done to each message. */
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

/** Permissions to scan dead-letter queues and maintain their index. */
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

// Messages are received and made visible again at once.
const looking = ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility"];

export const countDeadLetters = onQueues("CountDeadLetters", ["sqs:GetQueueAttributes"], resting);

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

/** Operators' tasks on dead letters. A task may take any length of time: each message continues it for some seconds. */
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
  // If a worker dies before it has begun, another one takes over after this long; a live one keeps extending the
  // timeout.
  visibilityTimeoutSeconds: 30,
  batchSize: 1,
  tries: 20,
});

/** A stalled task would block its queue for others. */
sweep("TaskSweep", {
  handler: "packages/functions/src/schedules/task-sweep.handler",
  link: [queues, canGet(repairTable), canPut(outboxTable)],
  minutes: 10,
});
