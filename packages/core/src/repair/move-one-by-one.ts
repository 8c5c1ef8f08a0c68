import { setTimeout } from "node:timers/promises";
import type { Message } from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { type DeadLetter, deadLetterOf, matches } from "../dead-letters/dead-letter.ts";
import { removeFromIndex } from "../dead-letters/dead-letter-index.ts";
import { HeldMessages } from "../dead-letters/held-messages.ts";
import { readFailures } from "../messaging/failure-record.ts";
import { batchSize, countMessages } from "../queues/receive-messages.ts";
import type { Ending } from "./end-task.ts";
import { noteDeletions } from "./ledger.ts";
import { type Received, sendBack } from "./send-back.ts";
import { noteWaiting } from "./task-progress.ts";
import { readTask, type StoredTask } from "./tasks.ts";
import type { Timing } from "./timing.ts";

const inFlightPauseSeconds = 5;
const enoughEmptyReceives = 3;
const mostReceivers = 10;
const cancelCheckMs = 500;
// This many fit in one transaction together with their ledger and counter items.
const mostTogether = 40;

/**
 * Goes through a dead-letter queue message by message, because SQS cannot search. Messages that are not part of the
 * task stay hidden until `letGo`.
 */
export class MoveOneByOne {
  readonly #task: StoredTask;
  readonly #queue: DeployedQueue;
  readonly #timing: Timing;
  readonly #held: HeldMessages;
  /** The chosen messages that have not turned up yet; undefined unless they are chosen by id. */
  readonly #wanted: Set<string> | undefined;
  /** Wanted messages that have no destination, or that SQS did not accept. */
  readonly #stuck = new Set<string>();
  readonly #startedAt = Date.now();
  #done = 0;
  #emptyReceives = 0;
  #cancelCheckedAt = 0;

  constructor(task: StoredTask, queue: DeployedQueue, timing: Timing) {
    this.#task = task;
    this.#queue = queue;
    this.#timing = timing;
    this.#held = new HeldMessages(queue, timing.hiddenSeconds);
    this.#wanted = task.selection.which === "ids" ? new Set(task.selection.messageIds) : undefined;
  }

  async run(until: number): Promise<Ending | { status: "again"; afterSeconds: number }> {
    const receivers = await this.#receivers();
    for (;;) {
      if (Date.now() > until) return { status: "again", afterSeconds: 0 };
      if (await this.#isCancelled()) return { status: "cancelled" };
      if (this.#wanted?.size === 0) return this.#completed();
      const messages = await this.#held.receive(receivers, Math.min(batchSize, this.#task.maxPerSecond ?? batchSize));
      if (messages.length === 0) {
        const ending = await this.#atTheEnd();
        if (ending) return ending;
        continue;
      }
      this.#emptyReceives = 0;
      if (this.#held.hasComeRound(messages)) return this.#completed();
      await this.#handle(messages);
      await this.#keepPace();
    }
  }

  /** Makes the held messages visible again. */
  letGo(): Promise<void> {
    return this.#held.letGo();
  }

  /** One if order must be kept, the rate is low, there are few messages, or a message has several destinations. */
  async #receivers(): Promise<number> {
    const { fifo, role, url } = this.#queue;
    if (fifo || role === "undelivered") return 1;
    const { maxPerSecond = Number.POSITIVE_INFINITY } = this.#task;
    const { visible } = await countMessages(url);
    return Math.max(1, Math.min(mostReceivers, Math.ceil(Math.min(visible, maxPerSecond) / batchSize)));
  }

  /**
   * Called when nothing could be received. Messages of a worker that died return when their visibility timeout ends,
   * possibly between two receives. @returns undefined if it is worth retrying at once
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

  /** @param notSeen how many messages could not be received */
  async #completed(notSeen = 0): Promise<Ending> {
    const { selection, queue, id, total, done: before } = this.#task;
    const { done = before } = (await readTask(queue, id)) ?? {};
    const left = Math.max(0, total - done - this.#stuck.size);
    const unreachable = this.#stuck.size + (selection.which === "ids" ? Math.min(left, notSeen) : notSeen);
    return {
      status: "completed",
      ...(selection.which !== "all" && { missing: Math.max(0, left - notSeen) }),
      ...(unreachable > 0 && { unreachable }),
    };
  }

  async #handle(messages: Message[]): Promise<void> {
    const chosen = await this.#choose(messages);
    for (let first = 0; first < chosen.length; first += mostTogether) {
      const part = chosen.slice(first, first + mostTogether);
      const finished = this.#task.kind === "delete" ? await this.#noteDeleted(part) : await this.#send(part);
      await this.#remove(finished);
    }
  }

  async #choose(messages: Message[]): Promise<Received[]> {
    const candidates = messages.filter((message) => this.#mayWant(deadLetterOf(message, undefined)));
    const failures = await readFailures(candidates.map(({ MessageId: id = "" }) => id));
    const chosen = candidates
      .map(
        (message): Received => ({ message, deadLetter: deadLetterOf(message, failures.get(message.MessageId ?? "")) }),
      )
      .filter(({ deadLetter }) => this.#wants(deadLetter));
    const ids = new Set(chosen.map(({ deadLetter }) => deadLetter.id));
    for (const { MessageId: id = "" } of messages) if (!ids.has(id)) this.#held.pass(id);
    return chosen;
  }

  /** @param deadLetter without its failure record, which is expensive to read for every message */
  #mayWant({ id, type }: DeadLetter): boolean {
    const { selection } = this.#task;
    if (this.#wanted) return this.#wanted.has(id);
    return selection.which !== "filter" || selection.filter.type === undefined || selection.filter.type === type;
  }

  #wants(deadLetter: DeadLetter): boolean {
    const { selection, startedAt } = this.#task;
    if (selection.which === "ids") return true;
    // It failed after the task had started; redriving such messages again could go on forever.
    const since = [deadLetter.sentAt, deadLetter.lastError?.at ?? ""];
    if (since.some((at) => Date.parse(at) > Date.parse(startedAt))) return false;
    return selection.which === "all" || matches(deadLetter, selection.filter);
  }

  async #noteDeleted(chosen: Received[]): Promise<Received[]> {
    await noteDeletions(
      this.#task,
      chosen.map(({ deadLetter }) => deadLetter),
      this.#queue.awaited !== undefined,
    );
    return chosen;
  }

  async #send(chosen: Received[]): Promise<Received[]> {
    const sent = await sendBack(this.#task, this.#queue, chosen);
    const taken = new Set(sent.map(({ deadLetter }) => deadLetter.id));
    for (const { deadLetter } of chosen) {
      if (taken.has(deadLetter.id)) continue;
      this.#stuck.add(deadLetter.id);
      this.#held.pass(deadLetter.id);
    }
    return sent;
  }

  async #remove(finished: Received[]): Promise<void> {
    if (finished.length === 0) return;
    // A message that could not be deleted turns up again, and the ledger knows that it was sent.
    const ids = await this.#held.delete(finished.map(({ deadLetter }) => deadLetter.id));
    for (const id of ids) this.#wanted?.delete(id);
    this.#done += ids.length;
    await removeFromIndex(this.#queue.name, ids);
  }

  /** Waits as long as necessary to stay within the task's `maxPerSecond`. */
  async #keepPace(): Promise<void> {
    const { maxPerSecond } = this.#task;
    if (maxPerSecond === undefined) return;
    const due = this.#startedAt + (this.#done / maxPerSecond) * 1000;
    if (due > Date.now()) await setTimeout(due - Date.now());
  }

  async #isCancelled(): Promise<boolean> {
    if (Date.now() - this.#cancelCheckedAt < cancelCheckMs) return false;
    this.#cancelCheckedAt = Date.now();
    const task = await readTask(this.#task.queue, this.#task.id);
    return task?.status === "cancelling";
  }
}
