import { z } from "zod";
import { productionMessage } from "../factory/schedule-production.ts";
import { anyEvent } from "../messaging/events.ts";
import { completion } from "../restock/settle-production.ts";
import { sourceOf } from "./destinations.ts";
import type { DeployedQueue } from "./topology.ts";

/** What the consumers of queues take that no topic of events feeds. */
const ownSchemas: Record<string, z.ZodType> = {
  StockInQueue: completion,
  FactoryProductionQueue: productionMessage,
};

export interface BodyFault {
  /** Into the body's JSON. */
  pointer: string;
  detail: string;
}

/** @returns what the consumer of the queue (of a dead-letter queue: of its source) would not take of this body. */
export function bodyFaults(queue: DeployedQueue, body: string): BodyFault[] {
  const target = queue.role === "dlq" ? (sourceOf(queue) ?? queue) : queue;
  const json = parse(body);
  if (json === undefined) return [{ pointer: "", detail: "is not JSON" }];
  const schema = ownSchemas[target.name] ?? eventSchema(target);
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part)}`).join(""),
    detail: message,
  }));
}

/** Whether the body of the queue's messages can be checked for more than being JSON. */
export function hasSchema(queue: DeployedQueue): boolean {
  return ownSchemas[queue.name] !== undefined || queue.topic !== undefined;
}

function eventSchema({ role, topic, filter }: DeployedQueue): z.ZodType {
  if (topic === undefined && role !== "undelivered") return z.unknown();
  if (filter === undefined) return anyEvent;
  return anyEvent.refine(({ type }) => filter.includes(type), {
    path: ["type"],
    message: `must be ${filter.join(" or ")}`,
  });
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
