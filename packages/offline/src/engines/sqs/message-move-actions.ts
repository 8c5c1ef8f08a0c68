import { SqsError } from "./fauxqs.ts";
import type { MessageMoveTask } from "./message-move-tasks.ts";
import type { Queue } from "./queue.ts";
import { sourceQueues } from "./queue-attributes.ts";
import type { QueueStore } from "./queue-store.ts";
import { type Context, type Input, optionalInteger, optionalText, requiredText } from "./sqs-input.ts";

export function startMessageMoveTask(input: Input, { store, moveTasks }: Context): object {
  const source = queueOfArn(requiredText(input, "SourceArn"), "SourceArn", store);
  if (sourceQueues(source, store).length === 0) {
    throw refused("Source queue must be configured as a Dead Letter Queue.");
  }
  const destinationArn = optionalText(input, "DestinationArn");
  if (destinationArn !== undefined) {
    const destination = queueOfArn(destinationArn, "DestinationArn", store);
    if (destination === source) throw refused("Source queue and destination queue must be different.");
    if (destination.isFifo() !== source.isFifo()) {
      throw refused("Source queue and destination queue must be of the same type.");
    }
  }
  const rate = optionalInteger(input, "MaxNumberOfMessagesPerSecond", {
    from: 1,
    to: 500,
    reason: "Must be between 1 and 500, if provided.",
  });
  const task = moveTasks.start(source, destinationArn, rate);
  if (!task) {
    throw refused(
      "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
    );
  }
  return { TaskHandle: handleOf(task) };
}

export function listMessageMoveTasks(input: Input, { store, moveTasks }: Context): object {
  const source = queueOfArn(requiredText(input, "SourceArn"), "SourceArn", store);
  const limit = optionalInteger(input, "MaxResults", {
    from: 1,
    to: 10,
    reason: "Must be between 1 and 10, if provided.",
  });
  return {
    Results: moveTasks
      .of(source.arn)
      .slice(0, limit ?? 1)
      .map(toResult),
  };
}

export function cancelMessageMoveTask(input: Input, { store, moveTasks }: Context): object {
  const { taskId, sourceArn } = readHandle(requiredText(input, "TaskHandle"));
  queueOfArn(sourceArn, "SourceArn", store);
  const task = moveTasks.find(taskId);
  if (task?.status !== "RUNNING") throw new SqsError("ResourceNotFoundException", "Task does not exist.", 404);
  moveTasks.cancel(task);
  return { ApproximateNumberOfMessagesMoved: task.moved };
}

function toResult(task: MessageMoveTask): object {
  return {
    TaskHandle: task.status === "RUNNING" ? handleOf(task) : undefined,
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.maxMessagesPerSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt,
  };
}

function queueOfArn(arn: string, parameter: "SourceArn" | "DestinationArn", store: QueueStore): Queue {
  if (!/^arn:[\w-]+:sqs:[\w-]+:\d+:[\w-]+(\.fifo)?$/.test(arn)) {
    throw refused(
      `You must use this format to specify the ${parameter}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
    );
  }
  const queue = store.getQueueByArn(arn);
  if (queue) return queue;
  throw new SqsError(
    "ResourceNotFoundException",
    `The resource that you specified for the ${parameter} parameter doesn't exist.`,
    404,
  );
}

function handleOf({ id, sourceArn }: MessageMoveTask): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString("base64");
}

function readHandle(handle: string): { taskId: string; sourceArn: string } {
  try {
    const { taskId, sourceArn } = JSON.parse(Buffer.from(handle, "base64").toString()) as Record<string, unknown>;
    return { taskId: String(taskId), sourceArn: String(sourceArn) };
  } catch {
    throw refused("Value for parameter TaskHandle is invalid.");
  }
}

function refused(message: string) {
  return new SqsError("InvalidParameterValue", message);
}
