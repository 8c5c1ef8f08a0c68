import type { PersistenceManager } from "./persistence.ts";
import { ALL_ATTRIBUTE_NAMES, DEFAULT_QUEUE_ATTRIBUTES, type SqsMessage } from "./queue-types.ts";

/** The attributes, tags and sequence numbers of a queue. `Queue` handles its messages. */
export abstract class SqsQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  createdTimestamp: number;
  lastModifiedTimestamp: number;
  attributes: Record<string, string>;
  tags: Map<string, string>;
  persistence?: PersistenceManager;
  sequenceCounter = 0;

  constructor(
    name: string,
    url: string,
    arn: string,
    attributes?: Record<string, string>,
    tags?: Record<string, string>,
  ) {
    this.name = name;
    this.url = url;
    this.arn = arn;
    const now = Math.floor(Date.now() / 1000);
    this.createdTimestamp = now;
    this.lastModifiedTimestamp = now;
    this.attributes = { ...DEFAULT_QUEUE_ATTRIBUTES, ...attributes };
    this.tags = new Map(Object.entries(tags ?? {}));
  }

  abstract enqueue(message: SqsMessage): void;
  abstract purge(): void;
  abstract cancelWaiters(): void;
  abstract checkDeduplication(id: string): Duplicate;
  abstract recordDeduplication(id: string, messageId: string, sequenceNumber?: string): void;

  isFifo(): boolean {
    return this.attributes.FifoQueue === "true";
  }

  getAllAttributes(requested: string[]): Record<string, string> {
    const names = requested.includes("All") ? ALL_ATTRIBUTE_NAMES : requested;
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = this.getAttribute(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  }

  getAttribute(name: string): string | undefined {
    if (name === "QueueArn") return this.arn;
    if (name === "CreatedTimestamp") return String(this.createdTimestamp);
    if (name === "LastModifiedTimestamp") return String(this.lastModifiedTimestamp);
    if (name === "SqsManagedSseEnabled") return this.attributes.SqsManagedSseEnabled ?? "true";
    return this.attributes[name];
  }

  setAttributes(attributes: Record<string, string>): void {
    Object.assign(this.attributes, attributes);
    // An empty policy removes the dead-letter queue.
    if (attributes.RedrivePolicy === "") delete this.attributes.RedrivePolicy;
    this.lastModifiedTimestamp = Math.floor(Date.now() / 1000);
    this.persistence?.updateQueueAttributes(this.name, this.attributes, this.lastModifiedTimestamp);
  }

  nextSequenceNumber(): string {
    this.sequenceCounter++;
    this.persistence?.updateQueueSequenceCounter(this.name, this.sequenceCounter);
    return String(this.sequenceCounter).padStart(20, "0");
  }
}

export interface Duplicate {
  isDuplicate: boolean;
  originalMessageId?: string | undefined;
  originalSequenceNumber?: string | undefined;
}
