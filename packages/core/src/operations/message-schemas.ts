import { z } from "zod";
import { alarmMessage } from "../alert/alarm-message.ts";
import { productionMessage } from "../factory/schedule-production.ts";
import { labMessage } from "../lab/message.ts";
import { bounceNotice } from "../mail/bounce.ts";
import { anyEvent } from "../messaging/events.ts";
import { queuedOrder } from "../order-line/queued-order.ts";
import { completion } from "../restock/settle-production.ts";
import { destinationsOf } from "./destinations.ts";
import type { DeployedQueue } from "./topology.ts";

/** What the consumers of queues take where it is not the events of a topic. */
const ownSchemas: Record<string, z.ZodType> = {
  StockInQueue: completion,
  FactoryProductionQueue: productionMessage,
  OrderQueue: queuedOrder,
  LabQueue: labMessage,
  AdMailBounceQueue: bounceNotice,
  AlertQueue: alarmMessage,
  AlertMailQueue: alarmMessage,
};

export interface BodyFault {
  /** Into the body's JSON. */
  pointer: string;
  detail: string;
}

/** @returns what none of the consumers that a message in this queue can reach would take of this body. */
export function bodyFaults(queue: DeployedQueue, body: string): BodyFault[] {
  const json = parse(body);
  if (json === undefined) return [{ pointer: "", detail: "is not JSON" }];
  const targets = queue.role === "work" ? [queue] : destinationsOf(queue);
  const parsed = (targets.length > 0 ? targets : [queue]).map((target) => schemaOf(target).safeParse(json.value));
  const [refused] = parsed;
  if (parsed.some(({ success }) => success) || refused?.error === undefined) return [];
  return refused.error.issues.map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part)}`).join(""),
    detail: message,
  }));
}

/** What a queue's consumer takes; anything where that is not known here. */
export function schemaOf({ name, topic, filter }: DeployedQueue): z.ZodType {
  const own = ownSchemas[name];
  if (own) return own;
  if (topic === undefined) return z.unknown();
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
