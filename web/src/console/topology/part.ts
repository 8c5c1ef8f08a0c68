import type { DeployedApi, DeployedConsumer, DeployedQueue, DeployedTopic, Topology } from "@donut/contracts/topology";
import { sourceOf } from "./topology.ts";

/** The part that a panel describes. */
export type Part =
  | { kind: "platform"; queue: DeployedQueue }
  | { kind: "train"; queue: DeployedQueue; consumer: DeployedConsumer }
  | { kind: "siding"; queue: DeployedQueue; source: DeployedQueue }
  | { kind: "undelivered"; queue: DeployedQueue; topic: string }
  | { kind: "yard"; queue: DeployedQueue }
  | { kind: "interchange"; topic: DeployedTopic }
  | { kind: "entrance" | "socket"; api: DeployedApi };

/** A queue, with or without a consumer. */
export type QueuePart = Part & { kind: "platform" | "siding" | "undelivered" | "yard" };

/** @returns the deployed part with this name, or undefined if there is none */
export function partOf(topology: Topology, name: string): Part | undefined {
  const topic = topology.topics.find((it) => it.name === name);
  if (topic) return { kind: "interchange", topic };
  const api = topology.apis.find((it) => it.name === name);
  if (api) return { kind: api.kind === "socket" ? "socket" : "entrance", api };
  const driven = topology.queues.find(({ consumer }) => consumer?.function === name);
  if (driven?.consumer) return { kind: "train", queue: driven, consumer: driven.consumer };
  const queue = topology.queues.find((it) => it.name === name);
  if (!queue) return undefined;
  if (queue.role === "work") return { kind: "platform", queue };
  const source = sourceOf(topology, name);
  if (source) return { kind: "siding", queue, source };
  return queue.topic ? { kind: "undelivered", queue, topic: queue.topic } : { kind: "yard", queue };
}
