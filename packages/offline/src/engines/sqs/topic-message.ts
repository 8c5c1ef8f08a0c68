import { type MessageAttribute, SnsError, SqsStore, type Topic } from "./fauxqs.ts";
import { jsonObject } from "./json-object.ts";
import { topicMessageAttributes } from "./topic-message-attributes.ts";

/** A published message, validated as SNS does. */
export interface TopicMessage {
  /** The text for queues. */
  body: string;
  subject?: string;
  attributes: Record<string, MessageAttribute>;
  groupId?: string;
  /** FIFO topics only. */
  deduplicationId?: string;
  bytes: number;
}

export const mostBytes = 262_144;

/**
 * @param prefix of the parameters: none, or that of a batch entry
 * @throws SNS's error for a message that it does not accept
 */
export function topicMessage(parameters: Record<string, string>, prefix: string, topic: Topic): TopicMessage {
  const given = (name: string) => parameters[prefix + name];
  const subject = given("Subject");
  if (subject !== undefined && !isSubject(subject)) throw refused("Subject");
  const body = given("Message");
  if (!body) throw refused("Empty message");
  const attributes = topicMessageAttributes(parameters, `${prefix}MessageAttributes.entry.`);
  const bytes = Buffer.byteLength(body) + sizeOf(attributes);
  const groupId = given("MessageGroupId");
  const deduplicationId = deduplicationIdOf(topic, body, groupId, given("MessageDeduplicationId"));
  return {
    body: given("MessageStructure") === "json" ? textForQueues(body) : body,
    attributes,
    bytes,
    ...(subject !== undefined && { subject }),
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
}

export function isFifo(topic: Topic): boolean {
  return topic.attributes.FifoTopic === "true";
}

/** "Must be ASCII text that begins with a letter, number, or punctuation mark; no line breaks or control characters; up to 100." */
function isSubject(subject: string): boolean {
  return /^[!-~][ -~]{0,99}$/.test(subject);
}

function deduplicationIdOf(
  topic: Topic,
  body: string,
  groupId: string | undefined,
  given: string | undefined,
): string | undefined {
  if (groupId !== undefined && !isIdentifier(groupId)) throw refused("MessageGroupId");
  if (!isFifo(topic)) {
    if (given === undefined) return undefined;
    throw refused(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  }
  if (groupId === undefined) throw refused("The MessageGroupId parameter is required for FIFO topics");
  if (given !== undefined && !isIdentifier(given)) throw refused("MessageDeduplicationId");
  if (given !== undefined) return given;
  if (topic.attributes.ContentBasedDeduplication === "true") return SqsStore.contentBasedDeduplicationId(body);
  throw refused(
    "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}

function isIdentifier(text: string): boolean {
  return /^[!-~]{1,128}$/.test(text);
}

/** With MessageStructure "json" a message has a text per protocol. */
function textForQueues(body: string): string {
  const texts = jsonObject(body);
  if (!texts) throw refused("Message Structure - JSON message body failed to parse");
  if (typeof texts.default !== "string") throw refused("Message Structure - No default entry in JSON message body");
  return typeof texts.sqs === "string" ? texts.sqs : texts.default;
}

function sizeOf(attributes: Record<string, MessageAttribute>): number {
  const texts = Object.entries(attributes).flatMap(([name, { DataType, StringValue = "" }]) => [
    name,
    DataType,
    StringValue,
  ]);
  const binary = Object.values(attributes).map(({ BinaryValue = "" }) => Buffer.byteLength(BinaryValue, "base64"));
  return [...texts.map((text) => Buffer.byteLength(text)), ...binary].reduce((sum, size) => sum + size, 0);
}

export function refused(reason: string) {
  return new SnsError("InvalidParameter", `Invalid parameter: ${reason}`);
}
