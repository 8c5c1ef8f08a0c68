import { now } from "./clock.ts";
import type { Duplicate } from "./fauxqs.ts";

/** SQS remembers a deduplication id for five minutes, even if its message has been deleted. */
const windowMilliseconds = 5 * 60 * 1000;

export interface Accepted {
  key: string;
  messageId: string;
  sequenceNumber?: string;
  at: number;
}

/**
 * What a FIFO queue accepted recently, kept in memory in the order of acceptance and, through `storage`, across
 * restarts.
 */
export class Deduplication {
  readonly #accepted = new Map<string, Accepted>();
  readonly #storage: { add(accepted: Accepted): void; remove(key: string): void };

  constructor(storage: { add(accepted: Accepted): void; remove(key: string): void }, restored: Accepted[] = []) {
    this.#storage = storage;
    for (const accepted of restored) this.#accepted.set(accepted.key, accepted);
  }

  find(key: string): Duplicate {
    this.#forgetOld();
    const accepted = this.#accepted.get(key);
    if (!accepted) return { isDuplicate: false };
    return {
      isDuplicate: true,
      originalMessageId: accepted.messageId,
      originalSequenceNumber: accepted.sequenceNumber,
    };
  }

  add(key: string, messageId: string, sequenceNumber?: string): void {
    const accepted = { key, messageId, sequenceNumber, at: now() };
    this.#accepted.set(key, accepted);
    this.#storage.add(accepted);
  }

  forgetAll(): void {
    this.#accepted.clear();
  }

  #forgetOld(): void {
    const horizon = now() - windowMilliseconds;
    for (const { key, at } of this.#accepted.values()) {
      if (at > horizon) return;
      this.#accepted.delete(key);
      this.#storage.remove(key);
    }
  }
}
