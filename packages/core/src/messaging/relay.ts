import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { anyEvent } from "@donut/contracts/events";
import { type Subject, topicNameOf } from "@donut/contracts/subjects";
import { Resource } from "sst";
import * as z from "zod";
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
  subject: Subject;
  body: string;
  bytes: number;
}

/** Publishes each item to the topic of its subject. @returns those that could not be published */
export async function relay(outgoing: Outgoing[]): Promise<NotPublished[]> {
  const checked = outgoing.map(check);
  const failed = checked.filter((result) => "reason" in result);
  const messages = checked.filter((result) => "body" in result);
  const bySubject = Map.groupBy(messages, ({ subject }) => subject);
  const results = await Promise.all(
    [...bySubject].map(([subject, group]) => publishAll(Resource[topicNameOf(subject)].arn, group)),
  );
  return [...failed, ...results.flat()];
}

function check({ reference, item }: Outgoing): Message | NotPublished {
  const parsed = outboxItem.safeParse(item);
  if (!parsed.success) return { reference, reason: z.prettifyError(parsed.error) };
  const { subject, body } = parsed.data;
  const event = z.preprocess(parseJson, anyEvent).safeParse(body);
  if (!event.success) return { reference, reason: z.prettifyError(event.error) };
  return { reference, subject, body, bytes: Buffer.byteLength(body) };
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
