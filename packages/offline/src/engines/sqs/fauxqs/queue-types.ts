import type { QueueAttributeName } from "@aws-sdk/client-sqs";

export interface MessageAttributeValue {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

/** Times in milliseconds since 1970. */
export interface SqsMessage {
  messageId: string;
  body: string;
  md5OfBody: string;
  messageAttributes: Record<string, MessageAttributeValue>;
  md5OfMessageAttributes: string;
  sentTimestamp: number;
  approximateReceiveCount: number;
  approximateFirstReceiveTimestamp?: number;
  delayUntil?: number;
  messageGroupId?: string;
  messageDeduplicationId?: string;
  sequenceNumber?: string;
  /** Added here: the queue from which a redrive policy moved the message. */
  deadLetterQueueSourceArn?: string;
  /** Added here: AWS X-Ray's trace header. */
  traceHeader?: string;
  /** Added here: the handle of the last receive, valid for deleting even after the visibility timeout. */
  receiptHandle?: string;
}

export interface InflightEntry {
  message: SqsMessage;
  receiptHandle: string;
  visibilityDeadline: number;
}

export const DEFAULT_QUEUE_ATTRIBUTES = {
  VisibilityTimeout: "30",
  DelaySeconds: "0",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
} satisfies Partial<Record<QueueAttributeName, string>>;

export const SETTABLE_ATTRIBUTES: ReadonlySet<string> = new Set([
  "VisibilityTimeout",
  "DelaySeconds",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "RedrivePolicy",
  "RedriveAllowPolicy",
  "Policy",
  "KmsMasterKeyId",
  "KmsDataKeyReusePeriodSeconds",
  "SqsManagedSseEnabled",
  "FifoQueue",
  "ContentBasedDeduplication",
] satisfies QueueAttributeName[]);

// Max message size: 1 MiB (1,048,576 bytes) for SQS
export const SQS_MAX_MESSAGE_SIZE_BYTES = 1_048_576;

/**
 * Calculate total message size including body and all message attributes.
 * AWS counts: body bytes + for each attribute: name bytes + data type bytes + value bytes.
 */
export function calculateMessageSize(body: string, attributes: Record<string, MessageAttributeValue>): number {
  let size = Buffer.byteLength(body, "utf8");
  for (const [name, attr] of Object.entries(attributes)) {
    size += Buffer.byteLength(name, "utf8");
    size += Buffer.byteLength(attr.DataType, "utf8");
    if (attr.StringValue !== undefined) {
      size += Buffer.byteLength(attr.StringValue, "utf8");
    }
    if (attr.BinaryValue !== undefined) {
      size += Buffer.byteLength(attr.BinaryValue, "utf8");
    }
  }
  return size;
}

/**
 * Validates SQS queue attribute values are within AWS-specified ranges.
 * Throws SqsError for out-of-range values.
 */
export function validateQueueAttributes(
  attributes: Record<string, string>,
  SqsError: new (code: string, message: string, statusCode?: number) => Error,
): void {
  const ranges = {
    VisibilityTimeout: { min: 0, max: 43_200 },
    DelaySeconds: { min: 0, max: 900 },
    ReceiveMessageWaitTimeSeconds: { min: 0, max: 20 },
    MaximumMessageSize: { min: 1_024, max: 1_048_576 },
    MessageRetentionPeriod: { min: 60, max: 1_209_600 },
  } satisfies Partial<Record<QueueAttributeName, { min: number; max: number }>>;

  for (const [attr, range] of Object.entries(ranges)) {
    if (attr in attributes) {
      const value = Number(attributes[attr]);
      if (!Number.isInteger(value) || value < range.min || value > range.max) {
        throw new SqsError(
          "InvalidAttributeValue",
          `Invalid value for the parameter ${attr}. Reason: Must be between ${range.min} and ${range.max}.`,
        );
      }
    }
  }
}

export const ALL_ATTRIBUTE_NAMES: readonly string[] = [
  "QueueArn",
  "VisibilityTimeout",
  "DelaySeconds",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
  "RedrivePolicy",
  "Policy",
  "KmsMasterKeyId",
  "KmsDataKeyReusePeriodSeconds",
  "FifoQueue",
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "FifoThroughputLimit",
  "SqsManagedSseEnabled",
  "RedriveAllowPolicy",
] satisfies QueueAttributeName[];
