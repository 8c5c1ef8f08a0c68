import type { Event } from "@donut/contracts/events/event";
import { subjectNames } from "@donut/contracts/subjects";
import { Resource } from "sst";
import * as z from "zod";
import { messageText } from "./message-text.ts";

/**
 * An event in the outbox, on its way to the topic of its subject. It is deleted as soon as it is published, so an old
 * item is an event that was never published (sweep-outbox.ts).
 */
export const outboxItem = z.object({
  id: z.string(),
  subject: z.enum(subjectNames),
  body: z.string(),
  /**
   * When it was committed, in ms since the epoch. Items of earlier versions lack it; those expire whether published or
   * not.
   */
  committedAt: z.number().optional(),
});
type OutboxItem = z.infer<typeof outboxItem>;

/** @returns a transaction part that announces `event` if, and only if, the transaction is committed */
export function outboxPut(event: Event) {
  const item: OutboxItem = {
    id: event.id,
    subject: event.subject,
    body: messageText(event),
    committedAt: Date.now(),
  };
  return { Put: { TableName: Resource.OutboxTable.name, Item: item } };
}
