import { setTimeout } from "node:timers/promises";
import type { DeployedQueue } from "@donut/contracts/topology";
import { countMessages } from "../queues/receive-messages.ts";
import type { DeadLetter, DeadLetterFilter } from "./dead-letter.ts";
import {
  countDeadLetters,
  type IndexMark,
  listDeadLetters,
  readDeadLetter,
  readIndexMark,
} from "./dead-letter-index.ts";
import { indexQueue } from "./index-queue.ts";
import { requestIndex } from "./request-index.ts";

export interface IndexState {
  /** When the queue was last scanned. */
  at?: string;
  known: number;
  /** How many messages the queue reports. */
  present: number;
  /** Whether the queue is being scanned right now. */
  indexing: boolean;
}

export type DeadLetters =
  | {
      status: "page";
      messages: DeadLetter[];
      next?: string | undefined;
      /** How many dead letters in the index pass the filter. */
      count?: number | undefined;
      index?: IndexState;
      note?: string;
    }
  | { status: "bad-cursor" };

export interface DeadLettersQuery {
  limit: number;
  cursor?: string | undefined;
  filter?: DeadLetterFilter;
  /** Scan the queue again even if its counts have not changed. */
  refresh?: boolean;
  /** Also count all dead letters that pass the filter. */
  count?: boolean;
}

// Up to this many messages are scanned while the caller waits; more are scanned in the background.
const soonLookedThrough = 500;
const waitMs = 4_000;
const soonAgain = 3_000;
const busyWaitMs = 1_500;
const busyPollMs = 100;
const longestUnchecked = 10 * 60_000;

const workNote = "Messages of a work queue cannot be shown: looking at one would use up one of its consumer's tries.";
const fifoNote = "Only the first ten messages of each message group can be shown.";

/**
 * @returns a page of a queue's dead letters. The first page comes from an index that agrees with the queue's counts.
 */
export async function readDeadLetters(queue: DeployedQueue, query: DeadLettersQuery): Promise<DeadLetters> {
  if (queue.role === "work") return { status: "page", messages: [], note: workNote };
  const index = await indexState(queue, query);
  const [page, count] = await Promise.all([
    listDeadLetters(queue.name, query),
    query.count ? countDeadLetters(queue.name, query.filter ?? {}) : undefined,
  ]);
  if (page.status === "bad-cursor") return page;
  return { ...page, count, index, ...(queue.fifo && { note: fifoNote }) };
}

/** @returns the dead letter, even if it is too new to be in the index yet */
export async function findDeadLetter(queue: DeployedQueue, messageId: string): Promise<DeadLetter | undefined> {
  if (queue.role === "work") return undefined;
  const known = await readDeadLetter(queue.name, messageId);
  if (known) return known;
  await indexState(queue, { refresh: true });
  return readDeadLetter(queue.name, messageId);
}

/** Brings the index up to date if needed: at once, or in the background if the queue is long. */
export async function indexState(
  queue: DeployedQueue,
  { cursor, refresh = false }: Pick<DeadLettersQuery, "cursor" | "refresh">,
): Promise<IndexState> {
  const [mark, counts] = await Promise.all([readIndexMark(queue.name), countMessages(queue.url)]);
  const present = counts.visible + counts.inFlight + counts.delayed;
  const state = { ...(mark && { at: mark.at }), known: mark?.known ?? 0, present };
  const wanted = refresh || isStale(queue, mark, present);
  if (cursor !== undefined || !wanted) return { ...state, indexing: false };
  if (present > soonLookedThrough) {
    await requestIndex(queue.name);
    return { ...state, indexing: true };
  }
  const status = await indexSoon(queue, Date.now() + waitMs);
  const now = await readIndexMark(queue.name);
  return { ...(now && { at: now.at }), known: now?.known ?? 0, present, indexing: status === "busy" };
}

/** If somebody else is scanning the queue, it is short enough for them to finish in a moment. */
async function indexSoon(queue: DeployedQueue, giveUpAt: number): Promise<"indexed" | "busy"> {
  const busyUntil = Math.min(giveUpAt, Date.now() + busyWaitMs);
  for (;;) {
    const { status } = await indexQueue(queue, giveUpAt);
    if (status === "indexed" || Date.now() > busyUntil) return status;
    await setTimeout(busyPollMs);
  }
}

function isStale({ fifo }: DeployedQueue, mark: IndexMark | undefined, present: number): boolean {
  if (mark === undefined || mark.present !== present) return true;
  const age = Date.now() - Date.parse(mark.at);
  // Messages in flight could not be received. In a FIFO queue, those behind others never can be.
  if (!mark.complete && !fifo && age > soonAgain) return true;
  return present > 0 && age > longestUnchecked;
}
