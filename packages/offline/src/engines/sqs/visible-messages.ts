import type { Message } from "./fauxqs.ts";

/** The messages that a consumer can receive now, in delivery order. */
export interface VisibleMessages {
  readonly size: number;
  add(message: Message): void;
  remove(message: Message): void;
  clear(): void;
  all(): Iterable<Message>;
  /** The messages that a receive may return, in order. Do not change the queue while reading it. */
  receivable(): Iterable<Message>;
  /** Call it for every message that goes in flight, and for every one that no longer is. */
  inFlight(message: Message): void;
  landed(message: Message): void;
}

export class StandardMessages implements VisibleMessages {
  #messages: Message[] = [];

  get size(): number {
    return this.#messages.length;
  }

  add(message: Message): void {
    this.#messages.push(message);
  }

  remove(message: Message): void {
    this.#messages.splice(this.#messages.indexOf(message), 1);
  }

  clear(): void {
    this.#messages = [];
  }

  all(): Iterable<Message> {
    return this.#messages;
  }

  receivable(): Iterable<Message> {
    return this.#messages;
  }

  inFlight(): void {}

  landed(): void {}
}

interface Group {
  /** By sequence number. */
  visible: Message[];
  inFlight: Set<Message>;
}

/** The messages of a FIFO queue: within a group always in sending order, whichever becomes visible again. */
export class FifoMessages implements VisibleMessages {
  readonly #groups = new Map<string, Group>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(message: Message): void {
    const { visible } = this.#group(message);
    visible.splice(visible.findLastIndex((other) => precedes(other, message)) + 1, 0, message);
    this.#size++;
  }

  remove(message: Message): void {
    const group = this.#group(message);
    group.visible.splice(group.visible.indexOf(message), 1);
    this.#size--;
    this.#dropIfEmpty(message, group);
  }

  clear(): void {
    this.#groups.clear();
    this.#size = 0;
  }

  *all(): Iterable<Message> {
    for (const { visible } of this.#groups.values()) yield* visible;
  }

  /**
   * As many messages of one group as possible, then of the next. "When you receive a message with a message group ID,
   * no more messages for the same message group ID are returned unless you delete the message, or it becomes visible":
   * so a message in flight holds back those sent after it, and one that becomes visible again is delivered before them.
   */
  *receivable(): Iterable<Message> {
    for (const { visible, inFlight } of this.#groups.values()) {
      const held = [...inFlight];
      for (const message of visible) {
        if (held.some((other) => precedes(other, message))) break;
        yield message;
      }
    }
  }

  /** The group goes to the end of the line, so that a busy one does not starve the others. */
  inFlight(message: Message): void {
    const group = this.#group(message);
    group.inFlight.add(message);
    this.#groups.delete(groupOf(message));
    this.#groups.set(groupOf(message), group);
  }

  landed(message: Message): void {
    const group = this.#group(message);
    group.inFlight.delete(message);
    this.#dropIfEmpty(message, group);
  }

  #group(message: Message): Group {
    const known = this.#groups.get(groupOf(message));
    if (known) return known;
    const group: Group = { visible: [], inFlight: new Set() };
    this.#groups.set(groupOf(message), group);
    return group;
  }

  #dropIfEmpty(message: Message, group: Group): void {
    if (group.visible.length === 0 && group.inFlight.size === 0) this.#groups.delete(groupOf(message));
  }
}

function groupOf(message: Message): string {
  return message.messageGroupId ?? "";
}

function precedes(one: Message, other: Message): boolean {
  return (one.sequenceNumber ?? "") < (other.sequenceNumber ?? "");
}
