import { QueueDoesNotExistError, SqsError } from "../errors.ts";
import type { SqsStore } from "../queue-store.ts";

export function tagQueue(body: Record<string, unknown>, store: SqsStore): unknown {
  const queueUrl = body.QueueUrl as string | undefined;
  if (!queueUrl) {
    throw new SqsError("InvalidParameterValue", "QueueUrl is required");
  }

  const queue = store.getQueue(queueUrl);
  if (!queue) {
    throw new QueueDoesNotExistError();
  }

  const tags = (body.Tags as Record<string, string>) ?? {};
  for (const [key, value] of Object.entries(tags)) {
    queue.tags.set(key, value);
  }

  queue.persistence?.insertQueue(queue);

  return {};
}
