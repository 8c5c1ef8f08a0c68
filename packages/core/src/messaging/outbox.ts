import type { Event } from "@donut/contracts/events/event";
import { subjectNames } from "@donut/contracts/subjects";
import { Resource } from "sst";
import * as z from "zod";

const keptForSeconds = 7 * 24 * 3600;

/** An event in the outbox, on its way to the topic of its subject. */
export const outboxItem = z.object({ id: z.string(), subject: z.enum(subjectNames), body: z.string() });
type OutboxItem = z.infer<typeof outboxItem>;

/** @returns a transaction part that announces `event` if, and only if, the transaction is committed */
export function outboxPut(event: Event) {
  const item: OutboxItem & { expiresAt: number } = {
    id: event.id,
    subject: event.subject,
    body: JSON.stringify(event),
    expiresAt: Math.floor(Date.now() / 1000) + keptForSeconds,
  };
  return { Put: { TableName: Resource.OutboxTable.name, Item: item } };
}
