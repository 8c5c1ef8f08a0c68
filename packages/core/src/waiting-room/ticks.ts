import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import * as z from "zod";
import { sqs } from "../aws/clients.ts";
import { correlationId } from "../context.ts";
import type { RoomState } from "./room.ts";

/** A tick for one point in time, in one opening with one interval; ticks of another opening or interval are ignored. */
export const tickMessage = z.object({
  correlationId: z.string(),
  /** When it is due, in ms since the epoch: a multiple of N seconds. */
  slot: z.int(),
  epoch: z.int(),
  n: z.int(),
  /** The settings have changed: everyone is told at once. */
  changed: z.boolean().optional(),
});
export type TickMessage = z.infer<typeof tickMessage>;

const aheadMs = 60_000;
const mostInBatch = 10;

/**
 * Sends the ticks of the next minute. Their times do not depend on the sender, so ticks sent twice, by the clock and by
 * an opening within the minute, are recognised as duplicates.
 */
export async function sendTicks({ epoch, n }: RoomState, now = Date.now()): Promise<void> {
  const step = n * 1_000;
  const messages: { body: TickMessage; delay: number }[] = [];
  for (let slot = Math.ceil(now / step) * step; slot < now + aheadMs; slot += step)
    messages.push({
      body: { correlationId: correlationId(), slot, epoch, n },
      delay: Math.round((slot - now) / 1_000),
    });
  await send(messages);
}

/** Sends the change of settings to everyone at once. */
export async function sendChange({ epoch, n }: RoomState): Promise<void> {
  await send([{ body: { correlationId: correlationId(), slot: Date.now(), epoch, n, changed: true }, delay: 0 }]);
}

async function send(messages: { body: TickMessage; delay: number }[]): Promise<void> {
  for (let done = 0; done < messages.length; done += mostInBatch) {
    const entries = messages.slice(done, done + mostInBatch).map(({ body, delay }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(body),
      DelaySeconds: delay,
    }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: Resource.WaitingTickQueue.url, Entries: entries }));
  }
}
