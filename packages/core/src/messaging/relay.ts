import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { anyEvent } from "@donut/contracts/events";
import { type Subject, topicNameOf } from "@donut/contracts/subjects";
import { Resource } from "sst";
import * as z from "zod";
import { batchGet } from "../aws/batch-get.ts";
import { batchWrite } from "../aws/batch-write.ts";
import { sns } from "../aws/clients.ts";
import { messageBatches } from "../aws/message-batches.ts";
import { outboxItem } from "./outbox.ts";

export interface Outgoing {
  /** Identifies the item to the caller. */
  reference: string;
  /** The outbox item. */
  item: unknown;
}

export interface NotPublished {
  reference: string;
  reason: string;
}

interface Message {
  reference: string;
  id: string;
  subject: Subject;
  body: string;
  bytes: number;
  committedAt: number;
}

/** After this long, somebody else may have published the item. */
const soonMs = 60_000;

/**
 * Publishes each item to the topic of its subject and deletes it from the outbox. An item that is no longer there has
 * been published. If the worker dies in between, the event is published again with the same id.
 *
 * @returns the items that could not be published
 */
export async function relay(outgoing: Outgoing[]): Promise<NotPublished[]> {
  const checked = outgoing.map(check);
  const failed = checked.filter((result) => "reason" in result);
  const messages = await unpublished(checked.filter((result) => "body" in result));
  const bySubject = Map.groupBy(messages, ({ subject }) => subject);
  const results = await Promise.all(
    [...bySubject].map(([subject, group]) => publishAll(Resource[topicNameOf(subject)].arn, group)),
  );
  failed.push(...results.flat());
  const left = new Set(failed.map(({ reference }) => reference));
  await takeOut(messages.filter(({ reference }) => !left.has(reference)));
  return failed;
}

async function unpublished(messages: Message[]): Promise<Message[]> {
  const old = messages.filter(({ committedAt }) => Math.abs(Date.now() - committedAt) > soonMs);
  if (old.length === 0) return messages;
  const keys = [...new Set(old.map(({ id }) => id))].map((id) => ({ id }));
  const there = new Set((await batchGet(Resource.OutboxTable.name, keys)).map(({ id }) => id));
  return messages.filter((message) => !old.includes(message) || there.has(message.id));
}

async function takeOut(published: Message[]): Promise<void> {
  const ids = new Set(published.map(({ id }) => id));
  await batchWrite(
    Resource.OutboxTable.name,
    [...ids].map((id) => ({ DeleteRequest: { Key: { id } } })),
  );
}

function check({ reference, item }: Outgoing): Message | NotPublished {
  const parsed = outboxItem.safeParse(item);
  if (!parsed.success) return { reference, reason: z.prettifyError(parsed.error) };
  const { id, subject, body, committedAt = Date.now() } = parsed.data;
  const event = z.preprocess(parseJson, anyEvent).safeParse(body);
  if (!event.success) return { reference, reason: z.prettifyError(event.error) };
  return { reference, id, subject, body, bytes: Buffer.byteLength(body), committedAt };
}

async function publishAll(topicArn: string, messages: Message[]): Promise<NotPublished[]> {
  const batches = messageBatches(messages, ({ bytes }) => bytes);
  const results = await Promise.all(batches.map((batch) => publish(topicArn, batch)));
  return results.flat();
}

async function publish(topicArn: string, messages: Message[]): Promise<NotPublished[]> {
  const entries = messages.map(({ body }, index) => ({ Id: String(index), Message: body }));
  try {
    const { Failed: failed = [] } = await sns.send(
      new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
    );
    return failed.flatMap(({ Id: id, Code: code, Message: reason }) => {
      const message = messages[Number(id)];
      return message ? [{ reference: message.reference, reason: reason ?? code ?? "unknown" }] : [];
    });
  } catch (error) {
    return messages.map(({ reference }) => ({ reference, reason: String(error) }));
  }
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
