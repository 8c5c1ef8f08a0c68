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
  /** When the queue was last looked through. */
  at?: string;
  known: number;
  /** How many the queue says it has. */
  present: number;
  /** Whether it is being looked through just now. */
  indexing: boolean;
}

export type DeadLetters =
  | {
      status: "page";
      messages: DeadLetter[];
      next?: string | undefined;
      /** Of those that are known, how many pass the filter. */
      count?: number | undefined;
      index?: IndexState;
      note?: string;
    }
  | { status: "bad-cursor" };

export interface DeadLettersQuery {
  limit: number;
  cursor?: string | undefined;
  filter?: DeadLetterFilter;
  /** Look through the queue anew, also when its numbers say that nothing has changed. */
  refresh?: boolean;
  /** Tell how many pass the filter, not only those of the page. */
  count?: boolean;
}

// So many are looked through while the caller waits; more are looked through behind the caller's back.
const soonLookedThrough = 500;
const waitMs = 4_000;
const soonAgain = 3_000;
const busyWaitMs = 1_500;
const busyPollMs = 100;
const longestUnchecked = 10 * 60_000;

const workNote =
  "The messages of a work queue cannot be looked at: each look would count as one of the tries its consumer has.";
const fifoNote = "Of each message group, only the first ten can be looked at.";

/** @returns a page of a queue's dead letters. The first page is of an index that was compared with the queue's numbers. */
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

/** @returns the dead letter, also one that came so lately that the index did not know it. */
export async function findDeadLetter(queue: DeployedQueue, messageId: string): Promise<DeadLetter | undefined> {
  if (queue.role === "work") return undefined;
  const known = await readDeadLetter(queue.name, messageId);
  if (known) return known;
  await indexState(queue, { refresh: true });
  return readDeadLetter(queue.name, messageId);
}

/** Brings the index up to date, or has it brought up to date, where that is called for. */
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

/** Another one who looks through so small a queue is done in a moment. */
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
  // What others held could not be looked at. In a FIFO queue it is what lies behind others, and that stays so.
  if (!mark.complete && !fifo && age > soonAgain) return true;
  return present > 0 && age > longestUnchecked;
}
