import { now } from "./clock.ts";
import type { InflightEntry, Message } from "./fauxqs.ts";
import { FifoMessages, StandardMessages, type VisibleMessages } from "./visible-messages.ts";

/** The messages of a queue in their three states, and when each state ends by itself. In memory only. */
export class QueueMessages {
  readonly visible: VisibleMessages;
  /** By receipt handle. */
  readonly inFlight = new Map<string, InflightEntry>();
  readonly #delayed = new Set<Message>();
  readonly #retentionMilliseconds: () => number;
  /** When the next message in flight or delayed becomes visible; may be too early, never too late. */
  #nextVisible = Number.POSITIVE_INFINITY;
  /** When the next message reaches its retention period; may be too early, never too late. */
  #nextExpiry = Number.POSITIVE_INFINITY;

  constructor(isFifo: boolean, retentionMilliseconds: () => number) {
    this.visible = isFifo ? new FifoMessages() : new StandardMessages();
    this.#retentionMilliseconds = retentionMilliseconds;
  }

  get delayedCount(): number {
    return this.#delayed.size;
  }

  /** Of all messages, whatever their state. */
  get oldestSentAt(): number | undefined {
    let oldest: number | undefined;
    const see = ({ sentTimestamp: at }: Message) => {
      if (oldest === undefined || at < oldest) oldest = at;
    };
    for (const message of this.visible.all()) see(message);
    for (const { message } of this.inFlight.values()) see(message);
    for (const message of this.#delayed) see(message);
    return oldest;
  }

  get nextVisible(): number {
    return this.#nextVisible;
  }

  /** Adds a message that is not in flight: visible, or delayed. */
  add(message: Message): void {
    this.#watchRetention(message);
    if (!message.delayUntil || message.delayUntil <= now()) {
      this.visible.add(message);
      return;
    }
    this.#delayed.add(message);
    this.#nextVisible = Math.min(this.#nextVisible, message.delayUntil);
  }

  /** Adds a message in flight. */
  hold(entry: InflightEntry): void {
    this.inFlight.set(entry.receiptHandle, entry);
    this.visible.inFlight(entry.message);
    this.#watchRetention(entry.message);
    this.#nextVisible = Math.min(this.#nextVisible, entry.visibilityDeadline);
  }

  /** @returns the visible message that was last received with this handle. */
  findVisible(receiptHandle: string): Message | undefined {
    for (const message of this.visible.all()) if (message.receiptHandle === receiptHandle) return message;
    return undefined;
  }

  land(entry: InflightEntry): void {
    this.inFlight.delete(entry.receiptHandle);
    this.visible.landed(entry.message);
  }

  clear(): void {
    this.visible.clear();
    this.inFlight.clear();
    this.#delayed.clear();
  }

  retentionChanged(): void {
    this.#nextExpiry = 0;
  }

  /** Applies ended visibility timeouts and delays. @returns the messages past their retention period, now removed. */
  settle(now: number): Message[] {
    if (now >= this.#nextVisible) this.#makeVisible(now);
    return now >= this.#nextExpiry ? this.#takeExpired(now) : [];
  }

  #makeVisible(now: number): void {
    this.#nextVisible = Number.POSITIVE_INFINITY;
    for (const entry of this.inFlight.values()) {
      if (entry.visibilityDeadline > now) {
        this.#nextVisible = Math.min(this.#nextVisible, entry.visibilityDeadline);
        continue;
      }
      this.land(entry);
      this.visible.add(entry.message);
    }
    for (const message of this.#delayed) {
      const { delayUntil = 0 } = message;
      if (delayUntil > now) {
        this.#nextVisible = Math.min(this.#nextVisible, delayUntil);
        continue;
      }
      this.#delayed.delete(message);
      this.visible.add(message);
    }
  }

  #takeExpired(now: number): Message[] {
    const expired: Message[] = [];
    this.#nextExpiry = Number.POSITIVE_INFINITY;
    const isExpired = (message: Message) => {
      const expiry = message.sentTimestamp + this.#retentionMilliseconds();
      if (expiry > now) this.#nextExpiry = Math.min(this.#nextExpiry, expiry);
      if (expiry <= now) expired.push(message);
      return expiry <= now;
    };
    for (const message of [...this.visible.all()]) if (isExpired(message)) this.visible.remove(message);
    for (const entry of this.inFlight.values()) if (isExpired(entry.message)) this.land(entry);
    for (const message of this.#delayed) if (isExpired(message)) this.#delayed.delete(message);
    return expired;
  }

  #watchRetention(message: Message): void {
    this.#nextExpiry = Math.min(this.#nextExpiry, message.sentTimestamp + this.#retentionMilliseconds());
  }
}
