import { DeleteMessageBatchCommand, type Message } from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { sqs } from "../aws/clients.ts";
import { batchSize, countMessages, inBatches, receiveMessages, releaseMessages } from "../queues/receive-messages.ts";

/** The messages of a dead-letter queue that one worker holds: they are hidden from everybody else until released. */
export class HeldMessages {
  readonly #queue: Pick<DeployedQueue, "url" | "fifo">;
  readonly #hiddenSeconds: number;
  /** By message id: the receipt handle, and when the visibility timeout ends, in ms since the epoch. */
  readonly #held = new Map<string, { handle: string; until: number }>();
  /** Messages that the task skips. They stay hidden, so that they are not received over and over. */
  readonly #passed = new Set<string>();
  #seenAgain = 0;

  constructor(queue: Pick<DeployedQueue, "url" | "fifo">, hiddenSeconds: number) {
    this.#queue = queue;
    this.#hiddenSeconds = hiddenSeconds;
  }

  /**
   * How many messages are hidden for this worker. Once its timeout has ended, a message may belong to somebody else.
   */
  get size(): number {
    return this.#hidden().length;
  }

  /** Receives messages with this many parallel calls, each for up to `max` messages (1 to 10). */
  async receive(receivers: number, max = batchSize): Promise<Message[]> {
    const until = Date.now() + this.#hiddenSeconds * 1000;
    const options = { max, hiddenSeconds: this.#hiddenSeconds };
    const receive = (waitSeconds = 0) => receiveMessages(this.#queue.url, { ...options, waitSeconds });
    let messages = (await Promise.all(Array.from({ length: receivers }, () => receive()))).flat();
    // A short poll asks only some of SQS's hosts.
    if (messages.length === 0 && !this.#queue.fifo && (await countMessages(this.#queue.url)).visible > 0) {
      messages = await receive(1);
    }
    for (const { MessageId: id = "", ReceiptHandle: handle = "" } of messages) this.#held.set(id, { handle, until });
    return messages;
  }

  pass(id: string): void {
    this.#passed.add(id);
  }

  /** Whether only messages remain that were passed before: during a long pass they become visible again. */
  hasComeRound(messages: Message[]): boolean {
    const seenBefore = messages.every(({ MessageId: id = "" }) => this.#passed.has(id));
    this.#seenAgain = seenBefore ? this.#seenAgain + messages.length : 0;
    return this.#seenAgain > this.#passed.size;
  }

  /** @returns the ids of the messages that SQS has deleted */
  async delete(ids: string[]): Promise<string[]> {
    const deleted = (await Promise.all(inBatches(ids).map((batch) => this.#deleteBatch(batch)))).flat();
    for (const id of deleted) this.#held.delete(id);
    return deleted;
  }

  /** Makes the remaining messages visible again. */
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
