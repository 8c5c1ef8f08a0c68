import { GetEventSourceMappingCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { z } from "zod";
import { sqs } from "../aws/clients.ts";
import { recent } from "../recent.ts";
import { type DeployedQueue, readTopology } from "./topology.ts";

export const queueState = z.object({
  name: z.string(),
  url: z.string(),
  arn: z.string(),
  fifo: z.boolean(),
  /** Waiting to be received. */
  visible: z.int(),
  /** Received and neither deleted nor returned yet. */
  inFlight: z.int(),
  delayed: z.int(),
  /** Of the message that waits longest; where the queue tells. */
  oldestAgeSeconds: z.int().optional(),
  dlq: z.object({ name: z.string(), visible: z.int() }).optional(),
  consumer: z.object({ function: z.string(), enabled: z.boolean() }).optional(),
});
export type QueueState = z.infer<typeof queueState>;

type Counts = Pick<QueueState, "visible" | "inFlight" | "delayed">;

const lambda = new LambdaClient({});
const countsFreshForMs = 250;
// Lambda's control API allows few calls per second.
const consumersFreshForMs = 2_000;
const running = new Set(["Creating", "Enabling", "Enabled", "Updating"]);

const readCounts = recent(countsFreshForMs, () => byName(readTopology().queues, countsOf));
const readConsumers = recent(consumersFreshForMs, () => byName(readTopology().queues, isEnabled));

/** @returns the state of every deployed queue, in the topology's order. */
export async function listQueues(): Promise<QueueState[]> {
  const [counts, enabled] = await Promise.all([readCounts(), readConsumers()]);
  return readTopology().queues.map(({ name, url, arn, fifo, dlq, consumer }) => ({
    name,
    url,
    arn,
    fifo,
    ...(counts.get(name) ?? { visible: 0, inFlight: 0, delayed: 0 }),
    ...(dlq !== undefined && { dlq: { name: dlq, visible: counts.get(dlq)?.visible ?? 0 } }),
    ...(consumer && { consumer: { function: consumer.function, enabled: enabled.get(name) ?? false } }),
  }));
}

async function countsOf({ url }: DeployedQueue): Promise<Counts> {
  const { Attributes: counts } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
      ],
    }),
  );
  return {
    visible: Number(counts?.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(counts?.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(counts?.ApproximateNumberOfMessagesDelayed ?? 0),
  };
}

/** A consumer whose mapping is gone does not consume. */
async function isEnabled({ consumer }: DeployedQueue): Promise<boolean | undefined> {
  if (consumer === undefined) return undefined;
  try {
    const { State: state = "" } = await lambda.send(new GetEventSourceMappingCommand({ UUID: consumer.mapping }));
    return running.has(state);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

async function byName<T>(queues: DeployedQueue[], read: (queue: DeployedQueue) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all(queues.map(async (queue) => [queue.name, await read(queue)] as const)));
}
