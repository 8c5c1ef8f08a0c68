import { DeleteMessageBatchCommand, type Message } from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { sqs } from "../aws/clients.ts";
import { batchSize, countMessages, inBatches, receiveMessages, releaseMessages } from "../queues/receive-messages.ts";

/** The messages of a dead-letter queue that one worker has in hand: hidden from everybody else until they are let go. */
export class HeldMessages {
  readonly #queue: Pick<DeployedQueue, "url" | "fifo">;
  readonly #hiddenSeconds: number;
  /** By message id: receipt handles, and when their time is up, in ms since the epoch. */
  readonly #held = new Map<string, { handle: string; until: number }>();
  /** What the task leaves alone. It stays hidden, so that it is not received again and again. */
  readonly #passed = new Set<string>();
  #seenAgain = 0;

  constructor(queue: Pick<DeployedQueue, "url" | "fifo">, hiddenSeconds: number) {
    this.#queue = queue;
    this.#hiddenSeconds = hiddenSeconds;
  }

  /** How many are hidden for this worker's sake. One that was too slow has lost what it held to whoever came next. */
  get size(): number {
    return this.#hidden().length;
  }

  /** Receives up to `max` messages (1 to 10) by each of so many calls at a time. */
  async receive(receivers: number, max = batchSize): Promise<Message[]> {
    const until = Date.now() + this.#hiddenSeconds * 1000;
    const options = { max, hiddenSeconds: this.#hiddenSeconds };
    const receive = (waitSeconds = 0) => receiveMessages(this.#queue.url, { ...options, waitSeconds });
    let messages = (await Promise.all(Array.from({ length: receivers }, () => receive()))).flat();
    // A short poll asks only some of the hosts of a queue on AWS.
    if (messages.length === 0 && !this.#queue.fifo && (await countMessages(this.#queue.url)).visible > 0) {
      messages = await receive(1);
    }
    for (const { MessageId: id = "", ReceiptHandle: handle = "" } of messages) this.#held.set(id, { handle, until });
    return messages;
  }

  pass(id: string): void {
    this.#passed.add(id);
  }

  /** Whether there are only messages left that were passed before: in a long pass they become visible again. */
  hasComeRound(messages: Message[]): boolean {
    const seenBefore = messages.every(({ MessageId: id = "" }) => this.#passed.has(id));
    this.#seenAgain = seenBefore ? this.#seenAgain + messages.length : 0;
    return this.#seenAgain > this.#passed.size;
  }

  /** Deletes messages from the queue. @returns the ids of those that SQS has deleted */
  async delete(ids: string[]): Promise<string[]> {
    const deleted = (await Promise.all(inBatches(ids).map((batch) => this.#deleteBatch(batch)))).flat();
    for (const id of deleted) this.#held.delete(id);
    return deleted;
  }

  /** Makes all that is left visible again. */
  async letGo(): Promise<void> {
    const handles = this.#hidden().map(({ handle }) => handle);
    this.#held.clear();
    await releaseMessages(this.#queue.url, handles);
  }

  #hidden() {
    const now = Date.now();
    return [...this.#held.values()].filter(({ until }) => until > now);
  }

  async #deleteBatch(ids: string[]): Promise<string[]> {
    const { Successful: done = [] } = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: this.#queue.url,
        Entries: ids.map((id, index) => ({ Id: String(index), ReceiptHandle: this.#held.get(id)?.handle })),
      }),
    );
    return done.map(({ Id: index }) => ids[Number(index)] ?? "");
  }
}
