import type { DeployedQueue } from "@donut/contracts/topology";
import * as z from "zod";
import type { DeadLetter } from "../dead-letters/dead-letter.ts";
import { destinationsOf } from "../queues/destinations.ts";

/**
 * Where a dead letter is sent back to. SNS does not say to which of a topic's queues it failed to deliver, so an
 * undelivered event goes to every queue whose subscription accepts it; consumers that have already seen it recognise
 * its id.
 */
export function destinationsFor(queue: DeployedQueue, deadLetter: DeadLetter): DeployedQueue[] {
  const destinations = destinationsOf(queue);
  if (queue.role !== "undelivered") return destinations;
  return destinations.filter(({ filter, dataFilter }) => {
    if (filter && !filter.includes(deadLetter.type ?? "")) return false;
    const data = dataOf(deadLetter.body);
    return Object.entries(dataFilter ?? {}).every(([name, rule]) => {
      const value = data[name];
      return "from" in rule ? typeof value === "number" && value >= rule.from : value !== undefined;
    });
  });
}

const withData = z.object({ data: z.record(z.string(), z.unknown()) });

function dataOf(body: string): Record<string, unknown> {
  try {
    return withData.safeParse(JSON.parse(body)).data?.data ?? {};
  } catch {
    return {};
  }
}
