import { type InflightEntry, type Message, md5OfMessageAttributes } from "./fauxqs.ts";
import { requestedAttributes } from "./message-attributes.ts";
import { visibilityBounds } from "./receipt-handle-actions.ts";
import { type Context, type Input, identifier, invalid, optionalInteger, requireQueue, textList } from "./sqs-input.ts";

export async function receiveMessage(input: Input, { store, signal }: Context): Promise<object> {
  const queue = requireQueue(input, store);
  const maxMessages = optionalInteger(input, "MaxNumberOfMessages", {
    from: 1,
    to: 10,
    reason: "Must be between 1 and 10, if provided.",
  });
  const waitSeconds = optionalInteger(input, "WaitTimeSeconds", {
    from: 0,
    to: 20,
    reason: "Must be >= 0 and <= 20, if provided.",
  });
  const visibilitySeconds = optionalInteger(input, "VisibilityTimeout", visibilityBounds);
  const attemptId = identifier(input, "ReceiveRequestAttemptId");
  if (attemptId !== undefined && !queue.isFifo()) {
    throw invalid(
      "ReceiveRequestAttemptId",
      attemptId,
      "The request include parameter that is not valid for this queue type.",
    );
  }
  const systemNames = [...textList(input, "AttributeNames"), ...textList(input, "MessageSystemAttributeNames")];
  const attributeNames = textList(input, "MessageAttributeNames");

  const entries = await queue.receive({
    attemptId,
    maxMessages: maxMessages ?? 1,
    waitSeconds: waitSeconds ?? Number(queue.attributes.ReceiveMessageWaitTimeSeconds),
    visibilitySeconds,
    signal,
  });
  if (entries.length === 0) return {};
  return { Messages: entries.map((entry) => received(entry, systemNames, attributeNames)) };
}

/** Contains only what was asked for: a consumer that forgets to ask must fail here as it would on AWS. */
function received({ message, receiptHandle }: InflightEntry, systemNames: string[], attributeNames: string[]): object {
  const attributes = requestedAttributes(message.messageAttributes, attributeNames);
  const systemAttributes = Object.entries(systemAttributesOf(message)).filter(
    ([name, value]) => value !== undefined && (systemNames.includes("All") || systemNames.includes(name)),
  );
  return {
    MessageId: message.messageId,
    ReceiptHandle: receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(systemAttributes.length > 0 && { Attributes: Object.fromEntries(systemAttributes) }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: md5OfMessageAttributes(attributes),
    }),
  };
}

function systemAttributesOf(message: Message): Record<string, string | undefined> {
  return {
    SenderId: "000000000000",
    SentTimestamp: String(message.sentTimestamp),
    ApproximateReceiveCount: String(message.approximateReceiveCount),
    ApproximateFirstReceiveTimestamp: message.approximateFirstReceiveTimestamp?.toString(),
    MessageGroupId: message.messageGroupId,
    MessageDeduplicationId: message.messageDeduplicationId,
    SequenceNumber: message.sequenceNumber,
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: message.deadLetterQueueSourceArn,
  };
}
