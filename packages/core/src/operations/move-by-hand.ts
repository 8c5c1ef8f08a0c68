import { setTimeout } from "node:timers/promises";
import { DeleteMessageBatchCommand, type Message } from "@aws-sdk/client-sqs";
import { sqs } from "../aws/clients.ts";
import { readFailures } from "../messaging/failure-record.ts";
import { type DeadLetter, deadLetterOf, matches } from "./dead-letter.ts";
import { removeFromIndex } from "./dead-letter-index.ts";
import { destinationsFor } from "./destinations.ts";
import { batchSize, countMessages, inBatches, receiveMessages, releaseMessages } from "./receive-messages.ts";
import { claimMove, noteDeletion, noteMoves } from "./repair-ledger.ts";
import { type Ending, noteWaiting, readTask, type StoredTask } from "./repair-tasks.ts";
import type { Timing } from "./run-repair.ts";
import { sendAgain } from "./send-again.ts";
import type { DeployedQueue } from "./topology.ts";

interface Received {
  message: Message;
  letter: DeadLetter;
}

const inFlightPauseSeconds = 5;
const batchesAtOnce = 4;
const enoughEmptyReceives = 3;

/**
 * Goes through a dead-letter queue message by message. What the task does not want stays hidden until the end of the
 * pass, so that it is not received again and again, and is released then.
 */
export class MoveByHand {
  readonly #task: StoredTask;
  readonly #queue: DeployedQueue;
  readonly #timing: Timing;
  /** Receipt handles of the messages that are here and not done, by message id. */
  readonly #held = new Map<string, string>();
  /** Those of them that the task leaves alone. */
  readonly #passed = new Set<string>();
  readonly #wanted: Set<string> | undefined;
  /** Wanted ones that have nowhere to go, or that SQS did not take. */
  readonly #stuck = new Set<string>();
  readonly #startedAt = Date.now();
  #done = 0;
  #seenAgain = 0;
  #emptyReceives = 0;

  constructor(task: StoredTask, queue: DeployedQueue, timing: Timing) {
    this.#task = task;
    this.#queue = queue;
    this.#timing = timing;
    this.#wanted = task.selection.which === "ids" ? new Set(task.selection.messageIds) : undefined;
  }

  async run(until: number): Promise<Ending | { status: "again"; afterSeconds: number }> {
    try {
      for (;;) {
        if (Date.now() > until) return { status: "again", afterSeconds: 0 };
        if (await this.#isCancelled()) return { status: "cancelled" };
        if (this.#wanted?.size === 0) return this.#completed();
        const messages = await this.#receive();
        if (messages.length === 0) {
          const ending = await this.#atTheEnd();
          if (ending) return ending;
          continue;
        }
        this.#emptyReceives = 0;
        if (this.#hasComeRound(messages)) return this.#completed();
        await this.#handle(messages);
        await this.#keepPace();
      }
    } finally {
      await releaseMessages(this.#queue.url, this.#held.values());
    }
  }

  async #receive(): Promise<Message[]> {
    const { url, fifo } = this.#queue;
    const options = {
      max: Math.min(batchSize, this.#task.maxPerSecond ?? batchSize),
      hiddenSeconds: this.#timing.hiddenSeconds,
    };
    const batches = Array.from({ length: this.#batchesAtOnce() }, () => receiveMessages(url, options));
    const messages = (await Promise.all(batches)).flat();
    if (messages.length > 0 || fifo) return messages;
    const { visible } = await countMessages(url);
    // A short poll asks only some of the hosts of a queue on AWS.
    return visible === 0 ? [] : receiveMessages(url, { ...options, waitSeconds: 1 });
  }

  /** One where there is an order to keep, a low rate, or several destinations for a message. */
  #batchesAtOnce(): number {
    const { fifo, role } = this.#queue;
    if (fifo || role === "undelivered") return 1;
    const { maxPerSecond } = this.#task;
    return maxPerSecond === undefined ? batchesAtOnce : Math.min(batchesAtOnce, Math.ceil(maxPerSecond / batchSize));
  }

  /**
   * Nothing could be received. What a worker held that died comes back when its time is up, and may do so between two
   * looks. @returns undefined when it is worth trying again at once
   */
  async #atTheEnd(): Promise<Ending | { status: "again"; afterSeconds: number } | undefined> {
    const { visible, inFlight } = await countMessages(this.#queue.url);
    if (visible > 0 && this.#emptyReceives++ < enoughEmptyReceives) return undefined;
    const withOthers = Math.max(0, inFlight - this.#held.size);
    if (withOthers > 0 && (await noteWaiting(this.#task)) < this.#timing.patienceMs) {
      return { status: "again", afterSeconds: Math.min(inFlightPauseSeconds, this.#timing.hiddenSeconds) };
    }
    return this.#completed(withOthers + visible);
  }

  /** Whether there are only messages left that were seen before: in a long pass they become visible again. */
  #hasComeRound(messages: Message[]): boolean {
    const seenBefore = messages.every(({ MessageId: id = "" }) => this.#passed.has(id));
    this.#seenAgain = seenBefore ? this.#seenAgain + messages.length : 0;
    return this.#seenAgain > this.#passed.size;
  }

  /** @param notSeen how many could not be looked at */
  async #completed(notSeen = 0): Promise<Ending> {
    const { selection, queue, id, done: before } = this.#task;
    const { done = before } = (await readTask(queue, id)) ?? {};
    const left =
      selection.which === "ids" ? Math.max(0, selection.messageIds.length - done - this.#stuck.size) : notSeen;
    const unreachable = this.#stuck.size + Math.min(left, notSeen);
    return {
      status: "completed",
      ...(selection.which === "ids" && { missing: left - Math.min(left, notSeen) }),
      ...(unreachable > 0 && { unreachable }),
    };
  }

  async #handle(messages: Message[]): Promise<void> {
    const failures = await readFailures(messages.map(({ MessageId: id = "" }) => id));
    const received = messages.map((message): Received => {
      return { message, letter: deadLetterOf(message, failures.get(message.MessageId ?? "")) };
    });
    for (const { message, letter } of received) {
      this.#held.set(letter.id, message.ReceiptHandle ?? "");
      if (!this.#wants(letter)) this.#passed.add(letter.id);
    }
    const chosen = received.filter(({ letter }) => this.#wants(letter));
    const finished = this.#task.kind === "delete" ? await this.#markDeleted(chosen) : await this.#send(chosen);
    await this.#remove(finished);
  }

  #wants(letter: DeadLetter): boolean {
    const { selection, startedAt } = this.#task;
    if (selection.which === "ids") return this.#wanted?.has(letter.id) ?? false;
    // Sent since: it has failed once more, and going on with it could go on for ever.
    if (Date.parse(letter.sentAt) > Date.parse(startedAt)) return false;
    return selection.which === "all" || matches(letter, selection.filter);
  }

  async #markDeleted(chosen: Received[]): Promise<Received[]> {
    await Promise.all(chosen.map(({ letter }) => noteDeletion(this.#task, letter)));
    return chosen;
  }

  /** @returns those that SQS has taken wherever they go. */
  async #send(chosen: Received[]): Promise<Received[]> {
    const routes = new Map<DeployedQueue, Received[]>();
    for (const one of chosen) {
      const destinations = destinationsFor(this.#queue, one.letter);
      if (destinations.length === 0) this.#stuck.add(one.letter.id);
      for (const destination of destinations) routes.set(destination, [...(routes.get(destination) ?? []), one]);
    }
    const sent: Parameters<typeof noteMoves>[1] = [];
    const failed = new Set(this.#stuck);
    for (const [destination, all] of routes) {
      const claims = await Promise.all(all.map(({ letter }) => claimMove(this.#task, letter, destination.name)));
      const open = all.filter((_, index) => claims[index]);
      const taken = await sendAgain(
        destination,
        open.map(({ message }) => ({ message, body: this.#task.newBody })),
      );
      for (const { letter } of open) {
        const newMessageId = taken.get(letter.id);
        if (newMessageId === undefined) failed.add(letter.id);
        if (newMessageId !== undefined) sent.push({ letter, destination: destination.name, newMessageId });
      }
    }
    const complete = chosen.filter(({ letter }) => !failed.has(letter.id));
    await noteMoves(
      this.#task,
      sent,
      complete.map(({ letter }) => letter),
    );
    for (const id of failed) {
      this.#stuck.add(id);
      this.#passed.add(id);
    }
    return complete;
  }

  async #remove(finished: Received[]): Promise<void> {
    if (finished.length === 0) return;
    // What was not deleted is met again, and the ledger knows that it was sent.
    const ids = await this.#deleteFromQueue(finished);
    for (const id of ids) {
      this.#held.delete(id);
      this.#wanted?.delete(id);
    }
    this.#done += ids.length;
    await removeFromIndex(this.#queue.name, ids);
  }

  /** @returns the ids of those that SQS has deleted */
  async #deleteFromQueue(finished: Received[]): Promise<string[]> {
    const deleted = await Promise.all(
      inBatches(finished).map(async (batch) => {
        const { Successful: done = [] } = await sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl: this.#queue.url,
            Entries: batch.map(({ message }, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle })),
          }),
        );
        return done.map(({ Id: id }) => batch[Number(id)]?.letter.id ?? "");
      }),
    );
    return deleted.flat();
  }

  /** Waits so long that no more than the task's `maxPerSecond` are done in a second. */
  async #keepPace(): Promise<void> {
    const { maxPerSecond } = this.#task;
    if (maxPerSecond === undefined) return;
    const due = this.#startedAt + (this.#done / maxPerSecond) * 1000;
    if (due > Date.now()) await setTimeout(due - Date.now());
  }

  async #isCancelled(): Promise<boolean> {
    const task = await readTask(this.#task.queue, this.#task.id);
    return task?.status === "cancelling";
  }
}
