import { randomUUID } from "node:crypto";
import { now } from "./clock.ts";
import { type Message, SqsStore } from "./fauxqs.ts";
import type { Queue } from "./queue.ts";
import type { QueueStore } from "./queue-store.ts";

export interface MessageMoveTask {
  id: string;
  sourceArn: string;
  /** Undefined: each message returns to its original queue. */
  destinationArn?: string;
  maxMessagesPerSecond?: number;
  status: "RUNNING" | "CANCELLING" | "CANCELLED" | "COMPLETED" | "FAILED";
  moved: number;
  toMove: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  failureReason?: string;
}

/** AWS moves up to 500 messages per second. */
const fastestRate = 500;
/** AWS remembers the last ten tasks of a queue. */
const remembered = 10;
const stepMilliseconds = 20;

/**
 * Moves dead letters back to their queue or to a given one. A step's moves and the task's progress are one transaction:
 * if the engine dies, each message is in exactly one of the two queues, and the task resumes at the next start.
 */
export class MessageMoveTasks {
  readonly #store: QueueStore;
  readonly #tasks = new Map<string, MessageMoveTask>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(store: QueueStore) {
    this.#store = store;
    for (const task of store.persistence.tasks()) {
      this.#tasks.set(task.id, task);
      if (isActive(task)) this.#run(task);
    }
  }

  find(id: string): MessageMoveTask | undefined {
    return this.#tasks.get(id);
  }

  /** Newest first. */
  of(sourceArn: string): MessageMoveTask[] {
    return [...this.#tasks.values()].filter((task) => task.sourceArn === sourceArn).reverse();
  }

  /** @returns the task, or undefined if one of this queue is still running. */
  start(source: Queue, destinationArn?: string, maxMessagesPerSecond?: number): MessageMoveTask | undefined {
    const earlier = this.of(source.arn);
    if (earlier.some(isActive)) return undefined;
    for (const { id } of earlier.slice(remembered - 1)) {
      this.#tasks.delete(id);
      this.#store.persistence.deleteTask(id);
    }
    source.settle();
    const task: MessageMoveTask = {
      id: randomUUID(),
      sourceArn: source.arn,
      destinationArn,
      maxMessagesPerSecond,
      status: "RUNNING",
      moved: 0,
      toMove: Number(source.getAttribute("ApproximateNumberOfMessages")),
      startedAt: now(),
    };
    this.#tasks.set(task.id, task);
    this.#store.persistence.saveTask(task);
    this.#run(task);
    return task;
  }

  /** Ends a running task after its current step. Messages already moved stay moved. */
  cancel(task: MessageMoveTask): void {
    task.status = "CANCELLING";
    this.#store.persistence.saveTask(task);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearInterval(timer);
  }

  #run(task: MessageMoveTask): void {
    const rate = task.maxMessagesPerSecond ?? fastestRate;
    const startedAt = now();
    let due = 0;
    const timer = setInterval(() => {
      const earned = Math.floor(((now() - startedAt) / 1000) * rate) - due;
      due += earned;
      this.#store.persistence.transaction(() => this.#step(task, earned));
      if (isActive(task)) return;
      clearInterval(timer);
      this.#timers.delete(task.id);
    }, stepMilliseconds);
    this.#timers.set(task.id, timer);
  }

  #step(task: MessageMoveTask, messages: number): void {
    for (let moved = 0; task.status === "RUNNING" && moved < messages; moved++) this.#moveNext(task);
    if (task.status === "CANCELLING") task.status = "CANCELLED";
    if (messages > 0 || !isActive(task)) this.#store.persistence.saveTask(task);
  }

  /** It moves the messages present when it started: a message that fails again meanwhile stays. */
  #moveNext(task: MessageMoveTask): void {
    const source = this.#store.getQueueByArn(task.sourceArn);
    const message = task.moved < task.toMove ? source?.next() : undefined;
    const destinationArn = task.destinationArn ?? message?.deadLetterQueueSourceArn;
    const destination = destinationArn === undefined ? undefined : this.#store.getQueueByArn(destinationArn);
    if (source && message && destination) {
      source.remove(message);
      destination.enqueue(asNew(message));
      task.moved++;
      return;
    }
    task.status = source && !message ? "COMPLETED" : "FAILED";
    if (task.status === "COMPLETED") return;
    task.failureReason =
      source && !destinationArn ? "CouldNotDetermineMessageSource" : "AWS.SimpleQueueService.NonExistentQueue";
  }
}

function isActive(task: MessageMoveTask): boolean {
  return task.status === "RUNNING" || task.status === "CANCELLING";
}

/**
 * "Redriven messages get a new messageID and enqueueTime": so they get a full retention period and a receive count of
 * 0.
 */
function asNew(message: Message): Message {
  const { body, messageAttributes, messageGroupId, messageDeduplicationId } = message;
  return SqsStore.createMessage(body, messageAttributes, undefined, messageGroupId, messageDeduplicationId);
}
