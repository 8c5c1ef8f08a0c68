import type { ListQueueTagsResult } from "@aws-sdk/client-sqs";
import { QueueDoesNotExistError, SqsError } from "../errors.ts";
import type { SqsStore } from "../queue-store.ts";

export function listQueueTags(body: Record<string, unknown>, store: SqsStore): ListQueueTagsResult {
  const queueUrl = body.QueueUrl as string | undefined;
  if (!queueUrl) {
    throw new SqsError("InvalidParameterValue", "QueueUrl is required");
  }

  const queue = store.getQueue(queueUrl);
  if (!queue) {
    throw new QueueDoesNotExistError();
  }

  return { Tags: Object.fromEntries(queue.tags) } satisfies ListQueueTagsResult;
}
