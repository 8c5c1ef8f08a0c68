import {
  GetEventSourceMappingCommand,
  ResourceNotFoundException,
  TooManyRequestsException,
} from "@aws-sdk/client-lambda";
import type { DeployedQueue } from "@donut/contracts/topology";
import * as z from "zod";
import { lambda } from "../aws/lambda-client.ts";
import { recent } from "../recent.ts";
import { readOldestAges } from "./oldest-ages.ts";
import { countMessages, type MessageCounts } from "./receive-messages.ts";
import { readTopology } from "./topology.ts";

export const queueState = z.object({
  name: z.string(),
  url: z.string(),
  arn: z.string(),
  fifo: z.boolean(),
  /** Waiting to be received. */
  visible: z.int(),
  /** Received, and neither deleted nor visible again yet. */
  inFlight: z.int(),
  delayed: z.int(),
  /** Age of the oldest message, as of the last minute; absent if the queue is empty. */
  oldestAgeSeconds: z.int().optional(),
  dlq: z.object({ name: z.string(), visible: z.int() }).optional(),
  consumer: z.object({ function: z.string(), enabled: z.boolean() }).optional(),
});
export type QueueState = z.infer<typeof queueState>;

const countsFreshForMs = 250;
// Lambda's control API allows 15 calls per second in total:
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const consumersFreshForMs = 4_000;
const running = new Set(["Creating", "Enabling", "Enabled", "Updating"]);

const readCounts = /* @__PURE__ */ recent(countsFreshForMs, () =>
  byName(readTopology().queues, ({ url }) => countMessages(url)),
);
/** The last known state by event source mapping. */
const lastKnown = new Map<string, boolean>();
const readConsumers = /* @__PURE__ */ recent(consumersFreshForMs, () => byName(readTopology().queues, isEnabled));

/** @returns the state of every deployed queue, in the topology's order. */
export async function listQueues(): Promise<QueueState[]> {
  const [counts, enabled, ages] = await Promise.all([readCounts(), readConsumers(), readOldestAges()]);
  return readTopology().queues.map(({ name, url, arn, fifo, dlq, consumer }) => {
    const numbers = counts.get(name) ?? { visible: 0, inFlight: 0, delayed: 0 };
    const age = isEmpty(numbers) ? undefined : ages.get(name);
    return {
      name,
      url,
      arn,
      fifo,
      ...numbers,
      ...(age !== undefined && { oldestAgeSeconds: Math.round(age) }),
      ...(dlq !== undefined && { dlq: { name: dlq, visible: counts.get(dlq)?.visible ?? 0 } }),
      ...(consumer && { consumer: { function: consumer.function, enabled: enabled.get(name) ?? false } }),
    };
  });
}

/** CloudWatch keeps reporting an age for a while after the queue has become empty. */
function isEmpty({ visible, inFlight, delayed }: MessageCounts): boolean {
  return visible + inFlight + delayed === 0;
}

/** A consumer without its event source mapping counts as disabled. */
async function isEnabled({ consumer }: DeployedQueue): Promise<boolean | undefined> {
  if (consumer === undefined) return undefined;
  try {
    const { State: state = "" } = await lambda.send(new GetEventSourceMappingCommand({ UUID: consumer.mapping }));
    lastKnown.set(consumer.mapping, running.has(state));
    return running.has(state);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    if (error instanceof TooManyRequestsException) return lastKnown.get(consumer.mapping) ?? true;
    throw error;
  }
}

async function byName<T>(queues: DeployedQueue[], read: (queue: DeployedQueue) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all(queues.map(async (queue) => [queue.name, await read(queue)] as const)));
}
