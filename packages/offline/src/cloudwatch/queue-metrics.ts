import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { clientConfig } from "../engines/client-config.ts";
import { accountId } from "../graph/addresses.ts";

/** A queue at one moment, by its physical name. The three counters only grow, until the engine restarts. */
const sample = z.object({
  visible: z.number(),
  inFlight: z.number(),
  delayed: z.number(),
  oldestAgeSeconds: z.number().optional(),
  sent: z.number().optional(),
  received: z.number().optional(),
  deleted: z.number().optional(),
});
export type QueueSample = z.infer<typeof sample>;

const samples = z.record(z.string(), sample);

export interface QueueMetrics {
  /** @returns every queue's current numbers. Throws when the engine does not answer. */
  read(): Promise<Map<string, QueueSample>>;
  close(): void;
}

/** Asks our own engine for everything at once; for another engine, asks its API about `queueNames`. */
export function openQueueMetrics(endpoint: string, queueNames: string[]): QueueMetrics {
  const client = new SQSClient(clientConfig(endpoint));
  let own = true;
  return {
    async read() {
      if (own) {
        const response = await fetch(`${endpoint}/metrics`);
        if (response.ok) return new Map(Object.entries(samples.parse(await response.json())));
        await response.body?.cancel();
        own = false;
      }
      return new Map(await Promise.all(queueNames.map(async (name) => [name, await ask(name)] as const)));
    },
    close: () => client.destroy(),
  };

  async function ask(name: string): Promise<QueueSample> {
    const { Attributes: counts = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: `${endpoint}/${accountId}/${name}`, AttributeNames: ["All"] }),
    );
    return {
      visible: Number(counts.ApproximateNumberOfMessages),
      inFlight: Number(counts.ApproximateNumberOfMessagesNotVisible),
      delayed: Number(counts.ApproximateNumberOfMessagesDelayed),
    };
  }
}
