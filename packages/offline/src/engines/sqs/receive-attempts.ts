import { now } from "./clock.ts";
import type { InflightEntry } from "./fauxqs.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-receiverequestattemptid-request-parameter.html */
const windowMilliseconds = 5 * 60 * 1000;

/** What a FIFO queue's receives with an attempt id returned, so that one whose answer was lost can be repeated. */
export class ReceiveAttempts {
  readonly #attempts = new Map<string, { at: number; taken: InflightEntry[] }>();
  readonly #inFlight: (handle: string) => InflightEntry | undefined;

  constructor(inFlight: (handle: string) => InflightEntry | undefined) {
    this.#inFlight = inFlight;
  }

  /** @returns the attempt's messages, unless one has been deleted or had its visibility changed since. */
  repeat(id: string): InflightEntry[] | undefined {
    this.#forgetOld();
    const { taken } = this.#attempts.get(id) ?? { taken: [] };
    const isUntouched = taken.every((entry) => this.#inFlight(entry.receiptHandle) === entry);
    return taken.length > 0 && isUntouched ? taken : undefined;
  }

  remember(id: string, taken: InflightEntry[]): void {
    this.#attempts.delete(id);
    if (taken.length > 0) this.#attempts.set(id, { at: now(), taken });
  }

  #forgetOld(): void {
    const horizon = now() - windowMilliseconds;
    for (const [id, { at }] of this.#attempts) {
      if (at > horizon) return;
      this.#attempts.delete(id);
    }
  }
}
