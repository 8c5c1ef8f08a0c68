import { randomUUID } from "node:crypto";
import type { Asking } from "./authorization.ts";
import { now } from "./clock.ts";
import { fanOut } from "./fan-out.ts";
import { escapeXml, SnsError, snsSuccessResponse, type Topic, type TopicStore } from "./fauxqs.ts";
import type { QueueStore } from "./queue-store.ts";
import type { Published, TopicDeduplication } from "./topic-deduplication.ts";
import { isFifo, mostBytes, refused, type TopicMessage, topicMessage } from "./topic-message.ts";

export interface PublishContext extends Asking {
  topics: TopicStore;
  queues: QueueStore;
  published: TopicDeduplication;
}

/** TopicArn or TargetArn names the topic. */
export function publish(parameters: Record<string, string>, context: PublishContext): string {
  const topic = requireTopic(parameters.TopicArn ?? parameters.TargetArn, context);
  const message = topicMessage(parameters, "", topic);
  if (message.bytes > mostBytes) throw refused("Message too long");
  return snsSuccessResponse("Publish", answerOf(publishOnce(topic, message, context)));
}

/** As on AWS, one message that SNS does not accept fails the whole batch. */
export function publishBatch(parameters: Record<string, string>, context: PublishContext): string {
  const prefixes = entryPrefixes(parameters);
  if (prefixes.length === 0) {
    throw new SnsError("EmptyBatchRequest", "The batch request doesn't contain any entries.");
  }
  if (prefixes.length > 10) {
    throw new SnsError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
  }
  const topic = requireTopic(parameters.TopicArn, context);
  const ids = prefixes.map((prefix) => entryId(parameters[`${prefix}Id`] ?? ""));
  if (new Set(ids).size < ids.length) {
    throw new SnsError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
  }
  const messages = prefixes.map((prefix) => topicMessage(parameters, prefix, topic));
  if (messages.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes) {
    throw new SnsError("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
  }
  const successful = messages.map((message, index) => {
    const answer = answerOf(publishOnce(topic, message, context));
    return `<member><Id>${ids[index]}</Id>${answer}</member>`;
  });
  return snsSuccessResponse("PublishBatch", `<Successful>${successful.join("")}</Successful><Failed></Failed>`);
}

function publishOnce(topic: Topic, message: TopicMessage, context: PublishContext): Published {
  const before = context.published.find(topic, message);
  if (before) return before;
  const published = { messageId: randomUUID(), ...(isFifo(topic) && { sequenceNumber: nextSequenceNumber() }) };
  fanOut(topic, message, published, context);
  context.published.remember(topic, message, published);
  return published;
}

function requireTopic(arn: string | undefined, { topics }: PublishContext): Topic {
  if (!arn) throw refused("TopicArn or TargetArn Reason: no value for required parameter");
  const topic = topics.getTopic(arn);
  if (!topic) throw new SnsError("NotFound", "Topic does not exist", 404);
  return topic;
}

/** In the order of the request, whatever their numbers. */
function entryPrefixes(parameters: Record<string, string>): string[] {
  const numbers = Object.keys(parameters).flatMap(
    (name) => /^PublishBatchRequestEntries\.member\.(\d+)\./.exec(name)?.[1] ?? [],
  );
  return [...new Set(numbers)].map((number) => `PublishBatchRequestEntries.member.${number}.`);
}

function entryId(id: string): string {
  if (id.length > 80) {
    throw new SnsError("InvalidBatchEntryId", `The Id of a batch entry in the batch request is too long: ${id}`);
  }
  if (/^[\w-]+$/.test(id)) return id;
  throw new SnsError(
    "InvalidBatchEntryId",
    `The Id of a batch entry in the batch request contains an impermissible character: ${id}`,
  );
}

function answerOf({ messageId, sequenceNumber }: Published): string {
  const number = sequenceNumber ? `<SequenceNumber>${sequenceNumber}</SequenceNumber>` : "";
  return `<MessageId>${escapeXml(messageId)}</MessageId>${number}`;
}

let latest = 0n;

/** Twenty digits that always grow, across restarts too: they begin with the time. */
function nextSequenceNumber(): string {
  const nanoseconds = BigInt(now()) * 1_000_000n;
  latest = nanoseconds > latest ? nanoseconds : latest + 1n;
  return `1${latest}`;
}
