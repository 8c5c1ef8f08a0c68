import { GetQueueAttributesCommand, PurgeQueueCommand, PurgeQueueInProgress } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { z } from "zod";
import { sqs } from "../aws/clients.ts";
import { line, noteCleared, readLine } from "./line.ts";
import { consumerRuns } from "./serve-by-hand.ts";

export const lineState = line.extend({
  queue: z.object({ visible: z.int(), inFlight: z.int() }),
  /** For how long the queue hides what somebody has in hand. */
  visibilityTimeoutSeconds: z.int(),
  consumer: z.object({ enabled: z.boolean() }),
});
export type LineState = z.infer<typeof lineState>;

/** @returns the whole line as it stands. */
export async function readLineState(): Promise<LineState> {
  const [numbers, queue, enabled] = await Promise.all([readLine(), readQueue(), consumerRuns()]);
  return {
    ...numbers,
    queue: {
      visible: Number(queue?.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(queue?.ApproximateNumberOfMessagesNotVisible ?? 0),
    },
    visibilityTimeoutSeconds: Number(queue?.VisibilityTimeout ?? 0),
    consumer: { enabled },
  };
}

export type Clearing =
  /** None of the orders up to this number is in the line any more. */
  | { status: "cleared"; upTo: number }
  /** SQS purges a queue once in 60 s. Nothing was changed. */
  | { status: "too-soon" };

/** Sends everyone in the line away. Their orders are never sold. */
export async function clearLine(): Promise<Clearing> {
  try {
    await sqs.send(new PurgeQueueCommand({ QueueUrl: Resource.OrderQueue.url }));
  } catch (error) {
    if (error instanceof PurgeQueueInProgress) return { status: "too-soon" };
    throw error;
  }
  return { status: "cleared", upTo: await noteCleared() };
}

async function readQueue() {
  const { Attributes: attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: Resource.OrderQueue.url,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "VisibilityTimeout"],
    }),
  );
  return attributes;
}
