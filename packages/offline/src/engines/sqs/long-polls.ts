import { now } from "./clock.ts";
import type { InflightEntry } from "./fauxqs.ts";

export interface Poll {
  maxMessages: number;
  /** FIFO queues only: the same attempt again gets the same messages. */
  attemptId?: string | undefined;
  /** The queue's own, as it is when a message is taken, if the call does not say. */
  visibilitySeconds: number | undefined;
  /** How long it waits for a message. */
  waitSeconds: number;
  /** Aborted when the client has gone away: its poll must take no message. */
  signal: AbortSignal;
}

interface Source {
  /** Takes what there is for a poll, perhaps nothing. */
  take(poll: Poll): InflightEntry[];
  /** When a message becomes visible by itself; infinite when none will. Milliseconds since 1970. */
  nextVisible(): number;
}

interface Waiting {
  poll: Poll;
  answer(entries: InflightEntry[]): void;
}

/** The receives that wait at a queue, served in the order of their arrival, each until it has messages or its time is up. */
export class LongPolls {
  readonly #source: Source;
  readonly #waiting = new Set<Waiting>();
  #isServing = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  wait(poll: Poll): Promise<InflightEntry[]> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        poll,
        answer: (entries) => {
          this.#waiting.delete(waiting);
          clearTimeout(timeout);
          poll.signal.removeEventListener("abort", giveUp);
          resolve(entries);
        },
      };
      const giveUp = () => waiting.answer([]);
      const timeout = setTimeout(giveUp, poll.waitSeconds * 1000);
      poll.signal.addEventListener("abort", giveUp, { once: true });
      this.#waiting.add(waiting);
      this.#serveWhenVisible();
    });
  }

  /** To be told when messages may have become available. They are handed out once the request at work has ended. */
  changed(): void {
    if (this.#isServing || this.#waiting.size === 0) return;
    this.#isServing = true;
    queueMicrotask(() => this.#serve());
  }

  /** Ends every wait without a message. */
  release(): void {
    for (const waiting of this.#waiting) waiting.answer([]);
    clearTimeout(this.#timer);
  }

  #serve(): void {
    this.#isServing = false;
    for (const waiting of this.#waiting) {
      const entries = this.#source.take(waiting.poll);
      if (entries.length === 0) break;
      waiting.answer(entries);
    }
    this.#serveWhenVisible();
  }

  #serveWhenVisible(): void {
    clearTimeout(this.#timer);
    const next = this.#source.nextVisible();
    if (this.#waiting.size === 0 || next === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#serve(), Math.max(1, next - now()));
  }
}
