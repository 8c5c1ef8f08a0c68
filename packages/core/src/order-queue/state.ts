import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import * as z from "zod";
import { sqs } from "../aws/clients.ts";
import { counters, readCounters } from "./counters.ts";
import { consumerRuns } from "./serve-by-hand.ts";

export const orderQueueState = counters.extend({
  queue: z.object({ visible: z.int(), inFlight: z.int() }),
  /** How long a received message stays hidden. */
  visibilityTimeoutSeconds: z.int(),
  consumer: z.object({ enabled: z.boolean() }),
});
export type OrderQueueState = z.infer<typeof orderQueueState>;

/** @returns the counters, the queue's numbers and whether its consumer runs */
export async function readOrderQueue(): Promise<OrderQueueState> {
  const [numbers, queue, enabled] = await Promise.all([readCounters(), readQueue(), consumerRuns()]);
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

async function readQueue() {
  const { Attributes: attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: Resource.OrderQueue.url,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "VisibilityTimeout"],
    }),
  );
  return attributes;
}
