import { availableParallelism } from "node:os";

/** Somebody who calls this often is still being answered in between. */
const quietMs = 100;
/** Nothing that stands still for long may hold up the rest: after this time, an invocation starts in any case. */
const patienceMs = 500;
/** While somebody waits for an answer, one core is left to that. */
const sharedCores = Math.max(1, availableParallelism() - 1);

/**
 * Lets those who wait for an answer go first. On AWS a flood of messages runs on other machines than the APIs; on a laptop
 * both share a few cores. So while functions answer callers, only a few background invocations run at a time, and each
 * starts after half a second at the latest.
 */
export class Precedence {
  readonly #mostInBackground: number;
  #answering = 0;
  #inBackground = 0;
  #quiet: NodeJS.Timeout | undefined;
  readonly #waiting = new Set<() => void>();

  /** @param mostInBackground how many run while somebody waits for an answer; default: one less than there are cores */
  constructor(mostInBackground = sharedCores) {
    this.#mostInBackground = mostInBackground;
  }

  /** Runs an invocation that somebody waits for, at once. */
  async answer<T>(invocation: () => Promise<T>): Promise<T> {
    this.#answering += 1;
    clearTimeout(this.#quiet);
    try {
      return await invocation();
    } finally {
      this.#answering -= 1;
      if (this.#answering === 0) this.#quiet = setTimeout(() => this.#becomeQuiet(), quietMs).unref();
    }
  }

  /** Runs an invocation that nobody waits for, when it is its turn. */
  async inBackground<T>(invocation: () => Promise<T>): Promise<T> {
    if (this.#isFull) await this.#turn();
    this.#inBackground += 1;
    try {
      return await invocation();
    } finally {
      this.#inBackground -= 1;
      if (!this.#isFull) this.#letNext();
    }
  }

  /** Whoever waits for a turn has it. */
  stop(): void {
    clearTimeout(this.#quiet);
    this.#becomeQuiet();
  }

  get #isFull(): boolean {
    const someoneWaits = this.#answering > 0 || this.#quiet !== undefined;
    return someoneWaits && this.#inBackground >= this.#mostInBackground;
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      const begin = () => {
        clearTimeout(timer);
        this.#waiting.delete(begin);
        resolve();
      };
      const timer = setTimeout(begin, patienceMs);
      this.#waiting.add(begin);
    });
  }

  #letNext(): void {
    const [next] = this.#waiting;
    next?.();
  }

  #becomeQuiet(): void {
    this.#quiet = undefined;
    for (const begin of [...this.#waiting]) begin();
  }
}
