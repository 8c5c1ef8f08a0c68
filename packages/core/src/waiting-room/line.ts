import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import * as z from "zod";
import { sqs } from "../aws/clients.ts";
import { correlationId } from "../context.ts";
import { recent } from "../recent.ts";
import { admitNext } from "./admit.ts";
import { isOver, readState } from "./room.ts";
import { nextDue, sweep } from "./sweep.ts";
import { readTicket, standingOf } from "./ticket.ts";

/** A person's message in the line. */
export const lineMessage = z.object({ correlationId: z.string(), entry: z.int().positive(), epoch: z.int() });
export type LineMessage = z.infer<typeof lineMessage>;

/**
 * A message group handles 300 messages a second: more lanes handle more people at a time. They do not affect who is
 * next.
 */
const lanes = 4;
const longestParkSeconds = 60;
/** A message may be received 1,000 times. For people who wait longer, the ledger and the ticks are enough. */
const mostReceives = 900;
const lookFreshForMs = 200;

/** Puts a person's message into the line. */
export async function standInLine(entry: number, epoch: number): Promise<void> {
  const body: LineMessage = { correlationId: correlationId(), entry, epoch };
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: Resource.WaitingLineQueue.url,
      MessageBody: JSON.stringify(body),
      MessageGroupId: `lane-${entry % lanes}`,
      MessageDeduplicationId: `${entry}.${epoch}`,
    }),
  );
}

/** Consecutive messages of a batch share one read. */
const look = /* @__PURE__ */ recent(lookFreshForMs, async () => {
  const before = await readState();
  if (isOver(before) && before.occupied === 0) return before;
  await sweep(before);
  await admitNext();
  return readState();
});

export type Attended =
  /** The person has had their turn or is gone: the message is no longer needed. */
  | { status: "done" }
  /** It should be received again after this long: when a seat can become free. */
  | { status: "waits"; seconds: number };

/** Handles the message at the head of a lane. */
export async function attend({ entry, epoch }: LineMessage, receiveCount: number): Promise<Attended> {
  const state = await look();
  if (epoch !== state.epoch || isOver(state)) return { status: "done" };
  const ticket = await readTicket(entry);
  if (ticket === undefined || standingOf(ticket, state) !== "waiting") return { status: "done" };
  if (receiveCount >= mostReceives) return { status: "done" };
  const at = state.lobby && state.opensAt ? Date.parse(state.opensAt) : await nextDue();
  const seconds = at === undefined ? longestParkSeconds : Math.ceil((at - Date.now()) / 1_000);
  return { status: "waits", seconds: Math.min(longestParkSeconds, Math.max(1, seconds)) };
}
