import { now } from "./clock.ts";
import type { InflightEntry } from "./fauxqs.ts";

export interface Poll {
  maxMessages: number;
  /** FIFO queues only: a repeated attempt gets the same messages. */
  attemptId?: string | undefined;
  /** Default: the queue's own, as it is when a message is received. */
  visibilitySeconds: number | undefined;
  /** How long it waits for a message. */
  waitSeconds: number;
  /** Aborted when the client disconnects: its poll must not receive a message. */
  signal: AbortSignal;
}

interface Source {
  /** Receives the available messages for a poll, possibly none. */
  take(poll: Poll): InflightEntry[];
  /** When the next message becomes visible by itself; infinity if none will. Milliseconds since 1970. */
  nextVisible(): number;
}

interface Waiting {
  poll: Poll;
  answer(entries: InflightEntry[]): void;
}

/** The receives waiting at a queue, served in order of arrival, each until it gets messages or times out. */
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

  /** Call it when messages may have become available. They are handed out once the current request has ended. */
  changed(): void {
    if (this.#isServing || this.#waiting.size === 0) return;
    this.#isServing = true;
    queueMicrotask(() => this.#serve());
  }

  /** Ends every wait without messages. */
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
