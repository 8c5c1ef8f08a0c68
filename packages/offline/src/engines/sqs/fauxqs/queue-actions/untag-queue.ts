import { QueueDoesNotExistError, SqsError } from "../errors.ts";
import type { SqsStore } from "../queue-store.ts";

export function untagQueue(body: Record<string, unknown>, store: SqsStore): unknown {
  const queueUrl = body.QueueUrl as string | undefined;
  if (!queueUrl) {
    throw new SqsError("InvalidParameterValue", "QueueUrl is required");
  }

  const queue = store.getQueue(queueUrl);
  if (!queue) {
    throw new QueueDoesNotExistError();
  }

  const tagKeys = (body.TagKeys as string[]) ?? [];
  for (const key of tagKeys) {
    queue.tags.delete(key);
  }

  queue.persistence?.insertQueue(queue);

  return {};
}
