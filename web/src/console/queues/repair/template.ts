import type { DeployedQueue, Topology } from "@donut/contracts/topology";

/**
 * The beginning of an event that the queue takes, for somebody to complete; empty if no topic feeds the queue, or it takes
 * all of a topic's events.
 */
export function eventTemplate({ topic, filter }: DeployedQueue, { topics }: Topology): string {
  const subject = topics.find(({ name }) => name === topic)?.subject;
  if (subject === undefined || filter === undefined) return "";
  const [id, correlationId] = [crypto.randomUUID(), crypto.randomUUID()];
  return JSON.stringify(
    { id, type: filter[0], subject, at: new Date().toISOString(), correlationId, data: {} },
    null,
    2,
  );
}
