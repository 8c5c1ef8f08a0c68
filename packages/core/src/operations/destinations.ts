import type { DeployedQueue } from "@donut/contracts/topology";
import * as z from "zod";
import type { DeadLetter } from "./dead-letter.ts";
import { readQueues } from "./topology.ts";

/** The queue whose redrive policy leads to this dead-letter queue. */
export function sourceOf({ name }: DeployedQueue): DeployedQueue | undefined {
  return readQueues().find(({ dlq }) => dlq === name);
}

/** Where the dead letters of a queue can go back to; none for those of streams, which only tell where records lie. */
export function destinationsOf(queue: DeployedQueue): DeployedQueue[] {
  const source = sourceOf(queue);
  if (source) return [source];
  if (queue.role !== "undelivered") return [];
  return readQueues().filter(({ role, topic }) => role === "work" && topic === queue.topic);
}

/**
 * Where this dead letter goes back to. SNS does not tell which of a topic's queues it could not deliver to, so that is
 * each one whose subscription lets the event through: those that have it already know it by its id.
 */
export function destinationsFor(queue: DeployedQueue, letter: DeadLetter): DeployedQueue[] {
  const destinations = destinationsOf(queue);
  if (queue.role !== "undelivered") return destinations;
  return destinations.filter(({ filter, dataFilter }) => {
    if (filter && !filter.includes(letter.type ?? "")) return false;
    return Object.entries(dataFilter ?? {}).every(([name, { from }]) => (numbersOf(letter.body)[name] ?? -1) >= from);
  });
}

const numbers = z.object({ data: z.record(z.string(), z.number().optional().catch(undefined)) });

function numbersOf(body: string): Record<string, number | undefined> {
  try {
    return numbers.safeParse(JSON.parse(body)).data?.data ?? {};
  } catch {
    return {};
  }
}
