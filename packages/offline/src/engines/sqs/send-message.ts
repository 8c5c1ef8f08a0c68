import { batchEntries, eachEntry } from "./batch.ts";
import {
  calculateMessageSize,
  type MessageAttribute,
  md5,
  md5OfMessageAttributes,
  SQS_MAX_MESSAGE_SIZE_BYTES,
  SqsError,
  SqsStore,
} from "./fauxqs.ts";
import { hasInvalidCharacter, messageAttributes, traceHeader } from "./message-attributes.ts";
import type { Queue } from "./queue.ts";
import {
  type Context,
  type Input,
  identifier,
  invalid,
  missing,
  optionalInteger,
  optionalText,
  requireQueue,
} from "./sqs-input.ts";

export function sendMessage(input: Input, { store, traceId }: Context): object {
  return accept(input, requireQueue(input, store), traceId);
}

export function sendMessageBatch(input: Input, { store, traceId }: Context): object {
  const queue = requireQueue(input, store);
  const entries = batchEntries(input);
  for (const entry of queue.isFifo() ? entries : []) requireFifoIds(entry, queue);
  const size = entries.reduce(
    (sum, entry) => sum + calculateMessageSize(optionalText(entry, "MessageBody") ?? "", messageAttributes(entry)),
    0,
  );
  if (size > SQS_MAX_MESSAGE_SIZE_BYTES) {
    throw new SqsError(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${SQS_MAX_MESSAGE_SIZE_BYTES} bytes. You have sent ${size} bytes.`,
    );
  }
  return eachEntry(entries, (entry) => accept(entry, queue, traceId));
}

/** If one entry lacks any of these, the whole batch fails. */
function requireFifoIds(entry: Input, queue: Queue): void {
  if (optionalText(entry, "MessageGroupId") === undefined) {
    throw new SqsError("InvalidParameterValue", "The request must contain the parameter MessageGroupId.");
  }
  if (optionalText(entry, "MessageDeduplicationId") === undefined) contentBasedId(queue, "");
}

/** @param traceId the request's X-Amzn-Trace-Id header, used unless the message has its own */
function accept(input: Input, queue: Queue, traceId: string | undefined): object {
  const body = optionalText(input, "MessageBody");
  if (!body) throw missing("MessageBody");
  if (hasInvalidCharacter(body)) {
    throw new SqsError(
      "InvalidMessageContents",
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
    );
  }
  const attributes = messageAttributes(input);
  const limit = Number(queue.attributes.MaximumMessageSize);
  if (calculateMessageSize(body, attributes) > limit) {
    throw new SqsError(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  }
  const given = traceHeader(input);
  const message = { body, attributes, traceHeader: given?.StringValue ?? traceId };
  const answer = queue.isFifo() ? acceptFifo(input, queue, message) : acceptStandard(input, queue, message);
  return given
    ? { ...answer, MD5OfMessageSystemAttributes: md5OfMessageAttributes({ AWSTraceHeader: given }) }
    : answer;
}

interface Sent {
  body: string;
  attributes: Record<string, MessageAttribute>;
  traceHeader: string | undefined;
}

/** A standard queue accepts a message group id too: it makes the queue fair, and receivers see it. */
function acceptStandard(input: Input, queue: Queue, { body, attributes, traceHeader }: Sent): object {
  const deduplicationId = optionalText(input, "MessageDeduplicationId");
  if (deduplicationId !== undefined) {
    throw invalid(
      "MessageDeduplicationId",
      deduplicationId,
      "The request includes a parameter that is not valid for this queue type.",
    );
  }
  const delay =
    optionalInteger(input, "DelaySeconds", { from: 0, to: 900, reason: "DelaySeconds must be >= 0 and <= 900." }) ??
    Number(queue.attributes.DelaySeconds);
  const message = SqsStore.createMessage(body, attributes, delay, identifier(input, "MessageGroupId"));
  queue.enqueue({ ...message, ...(traceHeader && { traceHeader }) });
  return sent(message.messageId, body, attributes);
}

function acceptFifo(input: Input, queue: Queue, { body, attributes, traceHeader }: Sent): object {
  const groupId = identifier(input, "MessageGroupId");
  if (groupId === undefined) throw missing("MessageGroupId");
  if (input.DelaySeconds) {
    throw invalid(
      "DelaySeconds",
      input.DelaySeconds,
      "The request include parameter that is not valid for this queue type.",
    );
  }
  const deduplicationId = identifier(input, "MessageDeduplicationId") ?? contentBasedId(queue, body);
  const { isDuplicate, originalMessageId, originalSequenceNumber } = queue.checkDeduplication(deduplicationId, groupId);
  if (isDuplicate && originalMessageId) {
    return { ...sent(originalMessageId, body, attributes), SequenceNumber: originalSequenceNumber };
  }
  const delay = Number(queue.attributes.DelaySeconds);
  const message = {
    ...SqsStore.createMessage(body, attributes, delay, groupId, deduplicationId),
    ...(traceHeader && { traceHeader }),
  };
  queue.enqueue(message);
  queue.recordDeduplication(deduplicationId, message.messageId, message.sequenceNumber, groupId);
  return { ...sent(message.messageId, body, attributes), SequenceNumber: message.sequenceNumber };
}

function sent(messageId: string, body: string, attributes: Record<string, MessageAttribute>): object {
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5(body),
    MD5OfMessageAttributes: md5OfMessageAttributes(attributes) || undefined,
  };
}

function contentBasedId(queue: Queue, body: string): string {
  if (queue.attributes.ContentBasedDeduplication === "true") return SqsStore.contentBasedDeduplicationId(body);
  throw new SqsError(
    "InvalidParameterValue",
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}
