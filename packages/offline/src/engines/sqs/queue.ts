import { now } from "./clock.ts";
import { type Accepted, Deduplication } from "./deduplication.ts";
import { type Duplicate, type InflightEntry, type Message, SqsQueue } from "./fauxqs.ts";
import { LongPolls, type Poll } from "./long-polls.ts";
import type { Persistence } from "./persistence.ts";
import { QueueMessages } from "./queue-messages.ts";
import { isReceiptHandleOf, issueReceiptHandle, messageIdOf } from "./receipt-handle.ts";
import { ReceiveAttempts } from "./receive-attempts.ts";
import { type RedrivePolicy, redrivePolicy } from "./redrive-policy.ts";

export interface QueueContext {
  persistence: Persistence;
  findQueue(arn: string): Queue | undefined;
  /** What a FIFO queue restored from the file accepted recently. */
  accepted?: Accepted[];
}

/** The outcome of a request with a receipt handle; "unknown" means that its message is gone. */
export type HandleOutcome = "done" | "invalid" | "expired" | "unknown";

/**
 * A queue as SQS runs it. fauxqs's queue provides attributes, tags and sequence numbers; this class adds the handling
 * of messages: receives, visibility, dead letters, deduplication. A change is written before it is answered.
 */
export class Queue extends SqsQueue {
  /** Since the engine started. As on AWS, messages that SQS moves to a dead-letter queue do not count as sent. */
  readonly counters = { sent: 0, received: 0, deleted: 0 };
  readonly #messages: QueueMessages;
  readonly #context: QueueContext;
  readonly #deduplication: Deduplication;
  readonly #attempts = new ReceiveAttempts((handle) => this.#messages.inFlight.get(handle));
  readonly #polls = new LongPolls({
    take: (poll) => this.#take(poll),
    nextVisible: () => this.#messages.nextVisible,
  });

  constructor(
    identity: { name: string; url: string; arn: string },
    attributes: Record<string, string> | undefined,
    tags: Record<string, string> | undefined,
    context: QueueContext,
  ) {
    super(identity.name, identity.url, identity.arn, attributes, tags);
    this.persistence = context.persistence;
    this.#context = context;
    this.#messages = new QueueMessages(this.isFifo(), () => Number(this.attributes.MessageRetentionPeriod) * 1000);
    this.#deduplication = new Deduplication(
      {
        add: (accepted) => context.persistence.rememberAccepted(this.name, accepted),
        remove: (key) => context.persistence.forgetAccepted(this.name, key),
      },
      context.accepted,
    );
  }

  /** Age of the oldest message, in seconds. */
  get oldestAgeSeconds(): number | undefined {
    const sentAt = this.#messages.oldestSentAt;
    return sentAt === undefined ? undefined : Math.max(0, (now() - sentAt) / 1000);
  }

  get redrivePolicy(): RedrivePolicy | undefined {
    return redrivePolicy(this.attributes);
  }

  override getAttribute(name: string): string | undefined {
    if (name === "ApproximateNumberOfMessages") return String(this.#messages.visible.size);
    if (name === "ApproximateNumberOfMessagesNotVisible") return String(this.#messages.inFlight.size);
    if (name === "ApproximateNumberOfMessagesDelayed") return String(this.#messages.delayedCount);
    return super.getAttribute(name) || undefined;
  }

  override setAttributes(attributes: Record<string, string>): void {
    super.setAttributes(attributes);
    this.#messages.retentionChanged();
  }

  /** Accepts a message: it is stored, and visible unless delayed. */
  override enqueue(message: Message): void {
    if (this.isFifo()) message.sequenceNumber ??= this.nextSequenceNumber();
    if (!message.deadLetterQueueSourceArn) this.counters.sent++;
    this.#context.persistence.insertMessage(this.name, message);
    this.#messages.add(message);
    this.#polls.changed();
  }

  /** Restores a message from the file to its state when the engine stopped. */
  restore(message: Message, visibilityDeadline: number | undefined): void {
    const { receiptHandle } = message;
    if (!receiptHandle || !visibilityDeadline || visibilityDeadline <= now()) {
      this.#messages.add(message);
      return;
    }
    this.#messages.hold({ message, receiptHandle, visibilityDeadline });
  }

  /** Receives messages, waiting for the first one up to the poll's time. They are in flight when this resolves. */
  async receive(poll: Poll): Promise<InflightEntry[]> {
    if (poll.signal.aborted) return [];
    const again = this.#repeat(poll);
    if (again) return again;
    const entries = this.#take(poll);
    const taken = entries.length > 0 || poll.waitSeconds === 0 ? entries : await this.#polls.wait(poll);
    if (poll.attemptId !== undefined) this.#attempts.remember(poll.attemptId, taken);
    return taken;
  }

  /**
   * Deletes the message of a receipt handle. A standard queue accepts the last handle even after the visibility
   * timeout.
   */
  deleteMessage(receiptHandle: string): HandleOutcome {
    if (!isReceiptHandleOf(this.name, receiptHandle)) return "invalid";
    this.settle();
    const entry = this.#messages.inFlight.get(receiptHandle);
    if (entry) {
      this.#messages.land(entry);
      this.#context.persistence.deleteMessage(entry.message.messageId);
      this.counters.deleted++;
      this.#polls.changed();
      return "done";
    }
    const message = this.#messages.findVisible(receiptHandle);
    if (!message) return "unknown";
    if (this.isFifo()) return "expired";
    this.remove(message);
    this.counters.deleted++;
    return "done";
  }

  /** Sets when the message becomes visible again, counted from now; 0 makes it visible at once. */
  changeVisibility(receiptHandle: string, seconds: number): HandleOutcome {
    if (!isReceiptHandleOf(this.name, receiptHandle)) return "invalid";
    this.settle();
    const entry = this.#messages.inFlight.get(receiptHandle) ?? this.#heldByLaterReceive(receiptHandle);
    if (entry && seconds === 0) {
      this.#messages.land(entry);
      this.#context.persistence.updateMessageReady(entry.message.messageId);
      this.#messages.add(entry.message);
      this.#polls.changed();
      return "done";
    }
    if (entry) {
      this.#keepInFlight(entry.message, entry.receiptHandle, seconds);
      this.#polls.changed();
      return "done";
    }
    const message = this.#messages.findVisible(receiptHandle);
    if (!message) return "unknown";
    if (this.isFifo()) return "expired";
    if (seconds === 0) return "done";
    this.#messages.visible.remove(message);
    this.#keepInFlight(message, receiptHandle, seconds);
    return "done";
  }

  /** The visible message that a receive would take next. */
  next(): Message | undefined {
    this.settle();
    for (const message of this.#messages.visible.receivable()) return message;
    return undefined;
  }

  /** Removes a visible message for good. */
  remove(message: Message): void {
    this.#messages.visible.remove(message);
    this.#context.persistence.deleteMessage(message.messageId);
  }

  override purge(): void {
    this.#messages.clear();
    this.#context.persistence.deleteQueueMessages(this.name);
    this.#deduplication.forgetAll();
    this.#context.persistence.forgetAllAccepted(this.name);
  }

  override cancelWaiters(): void {
    this.#polls.release();
  }

  /** With the deduplication scope "messageGroup", the same id in another group is a different message. */
  override checkDeduplication(id: string, groupId?: string): Duplicate {
    return this.#deduplication.find(this.#deduplicationKey(id, groupId));
  }

  override recordDeduplication(id: string, messageId: string, sequenceNumber?: string, groupId?: string): void {
    this.#deduplication.add(this.#deduplicationKey(id, groupId), messageId, sequenceNumber);
  }

  /** Brings the queue up to date: ended visibility timeouts and delays, messages past their retention period. */
  settle(): void {
    for (const { messageId } of this.#messages.settle(now())) this.#context.persistence.deleteMessage(messageId);
  }

  #take({ maxMessages, visibilitySeconds }: Poll): InflightEntry[] {
    return this.#context.persistence.transaction(() => {
      this.settle();
      const policy = this.redrivePolicy;
      const deadLetterQueue = policy && this.#context.findQueue(policy.deadLetterTargetArn);
      const taken: Message[] = [];
      const dead: Message[] = [];
      for (const message of this.#messages.visible.receivable()) {
        if (taken.length === maxMessages) break;
        const isDead = deadLetterQueue && message.approximateReceiveCount >= policy.maxReceiveCount;
        (isDead ? dead : taken).push(message);
      }
      for (const message of dead) deadLetterQueue?.enqueue(this.#deadLetter(message, deadLetterQueue));
      return taken.map((message) => this.#handOut(message, visibilitySeconds));
    });
  }

  /** The answer to a repeated attempt, with a new visibility timeout. */
  #repeat({ attemptId, visibilitySeconds = Number(this.attributes.VisibilityTimeout) }: Poll) {
    if (attemptId === undefined) return undefined;
    this.settle();
    const entries = this.#attempts
      .repeat(attemptId)
      ?.map(({ message, receiptHandle }) => this.#keepInFlight(message, receiptHandle, visibilitySeconds));
    if (entries) this.#attempts.remember(attemptId, entries);
    return entries;
  }

  /**
   * On a standard queue, the handle of an earlier receive can still change the visibility timeout of a message in
   * flight.
   */
  #heldByLaterReceive(receiptHandle: string): InflightEntry | undefined {
    if (this.isFifo()) return undefined;
    const messageId = messageIdOf(receiptHandle);
    return [...this.#messages.inFlight.values()].find(({ message }) => message.messageId === messageId);
  }

  #handOut(message: Message, visibilitySeconds = Number(this.attributes.VisibilityTimeout)): InflightEntry {
    this.#messages.visible.remove(message);
    message.approximateReceiveCount++;
    this.counters.received++;
    message.approximateFirstReceiveTimestamp ??= now();
    message.receiptHandle = issueReceiptHandle(this.name, message.messageId);
    return this.#keepInFlight(message, message.receiptHandle, visibilitySeconds);
  }

  /**
   * Removes the message from this queue. It keeps its id and, on a standard queue, its sent time, from which retention
   * counts.
   */
  #deadLetter(message: Message, deadLetterQueue: Queue): Message {
    this.remove(message);
    return {
      ...message,
      deadLetterQueueSourceArn: this.arn,
      delayUntil: undefined,
      receiptHandle: undefined,
      sequenceNumber: undefined,
      sentTimestamp: deadLetterQueue.isFifo() ? now() : message.sentTimestamp,
    };
  }

  #keepInFlight(message: Message, receiptHandle: string, seconds: number): InflightEntry {
    const entry = { message, receiptHandle, visibilityDeadline: now() + seconds * 1000 };
    this.#context.persistence.updateMessageInflight(
      message.messageId,
      receiptHandle,
      entry.visibilityDeadline,
      message.approximateReceiveCount,
      message.approximateFirstReceiveTimestamp,
    );
    this.#messages.hold(entry);
    return entry;
  }

  #deduplicationKey(id: string, groupId = ""): string {
    return this.attributes.DeduplicationScope === "messageGroup" ? JSON.stringify([groupId, id]) : id;
  }
}
