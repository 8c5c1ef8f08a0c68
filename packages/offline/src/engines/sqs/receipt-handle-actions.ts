import { batchEntries, eachEntry } from "./batch.ts";
import { SqsError } from "./fauxqs.ts";
import type { Queue } from "./queue.ts";
import {
  type Context,
  type Input,
  invalid,
  missing,
  optionalInteger,
  requiredText,
  requireQueue,
} from "./sqs-input.ts";

export const visibilityBounds = { from: 0, to: 43_200, reason: "Must be between 0 and 43200." };

export function changeMessageVisibility(input: Input, { store }: Context): object {
  return change(input, requireQueue(input, store));
}

export function changeMessageVisibilityBatch(input: Input, { store }: Context): object {
  const queue = requireQueue(input, store);
  return eachEntry(batchEntries(input), (entry) => change(entry, queue));
}

export function deleteMessage(input: Input, { store }: Context): object {
  return remove(input, requireQueue(input, store));
}

export function deleteMessageBatch(input: Input, { store }: Context): object {
  const queue = requireQueue(input, store);
  return eachEntry(batchEntries(input), (entry) => remove(entry, queue));
}

function change(input: Input, queue: Queue): object {
  const handle = requiredText(input, "ReceiptHandle");
  const seconds = optionalInteger(input, "VisibilityTimeout", visibilityBounds);
  if (seconds === undefined) throw missing("VisibilityTimeout");
  const outcome = queue.changeVisibility(handle, seconds);
  if (outcome === "invalid") throw invalidHandle(handle);
  if (outcome === "expired") throw expiredHandle(handle);
  if (outcome === "unknown") {
    throw invalid("ReceiptHandle", handle, "Message does not exist or is not available for visibility timeout change.");
  }
  return {};
}

/** Deleting a message that is already gone succeeds, as on AWS. */
function remove(input: Input, queue: Queue): object {
  const handle = requiredText(input, "ReceiptHandle");
  const outcome = queue.deleteMessage(handle);
  if (outcome === "invalid") throw invalidHandle(handle);
  if (outcome === "expired") throw expiredHandle(handle);
  return {};
}

function invalidHandle(handle: string) {
  return new SqsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);
}

function expiredHandle(handle: string) {
  return invalid("ReceiptHandle", handle, "The receipt handle has expired.");
}
