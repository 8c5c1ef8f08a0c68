import type { DeployedQueue } from "@donut/contracts/topology";
import { readQueues } from "./topology.ts";

/** The queue whose redrive policy leads to this dead-letter queue. */
export function sourceOf({ name }: DeployedQueue): DeployedQueue | undefined {
  return readQueues().find(({ dlq }) => dlq === name);
}

/**
 * @returns the queues that dead letters can go back to; none for streams, whose dead letters only point to stream
 * records
 */
export function destinationsOf(queue: DeployedQueue): DeployedQueue[] {
  const source = sourceOf(queue);
  if (source) return [source];
  if (queue.role !== "undelivered") return [];
  return readQueues().filter(({ role, topic }) => role === "work" && topic === queue.topic);
}
