import { QueueDoesNotExistError, SqsError } from "../errors.ts";
import type { SqsStore } from "../queue-store.ts";

export function deleteQueue(body: Record<string, unknown>, store: SqsStore): unknown {
  const queueUrl = body.QueueUrl as string | undefined;
  if (!queueUrl) {
    throw new SqsError("InvalidParameterValue", "QueueUrl is required");
  }

  const deleted = store.deleteQueue(queueUrl);
  if (!deleted) {
    throw new QueueDoesNotExistError();
  }

  return {};
}
