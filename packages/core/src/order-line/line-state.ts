import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import * as z from "zod";
import { sqs } from "../aws/clients.ts";
import { line, readLine } from "./line.ts";
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

async function readQueue() {
  const { Attributes: attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: Resource.OrderQueue.url,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "VisibilityTimeout"],
    }),
  );
  return attributes;
}
