import type { Message } from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { v7 } from "uuid";
import { keepAlive } from "../keep-alive.ts";
import { readFailures } from "../messaging/failure-record.ts";
import { countMessages } from "../queues/receive-messages.ts";
import { deadLetterOf } from "./dead-letter.ts";
import { addToIndex, knownIds, markIndexed, removeFromIndex } from "./dead-letter-index.ts";
import { HeldMessages } from "./held-messages.ts";
import { endLease, takeLease } from "./lease.ts";
import { isReserved } from "./reservation.ts";

export type Indexed =
  | { status: "indexed"; complete: boolean }
  /** Somebody else is receiving the queue's messages, or a repair task has reserved it. */
  | { status: "busy" };

// Longer than a scan may take, but no longer than others should have to wait for one that was interrupted.
const hiddenSeconds = 30;
const leaseMs = 20_000;
const beatMs = 500;
// A FIFO queue can have at most 20,000 messages in flight.
const mostHeld = 20_000;
const mostReceivers = 6;
const writtenTogether = 100;

/**
 * Scans a dead-letter queue and brings its index up to date. The messages are hidden during the scan and visible again
 * afterwards; only their receive count changes. In a FIFO queue, only the first ten messages of each group can be seen.
 * A scan gives way to a repair task that starts.
 *
 * @param giveUpAt ms since the epoch; everything seen by then is in the index
 */
export async function indexQueue(queue: DeployedQueue, giveUpAt: number): Promise<Indexed> {
  const { name } = queue;
  const holder = v7();
  if (await isReserved(name)) return { status: "busy" };
  if ((await takeLease(name, holder, leaseMs)).status === "busy") return { status: "busy" };
  const look = new Look(queue, giveUpAt);
  const alive = keepAlive(async () => {
    if (await isReserved(name)) look.giveWay();
    await takeLease(name, holder, leaseMs);
  }, beatMs);
  try {
    return { status: "indexed", complete: await look.run() };
  } finally {
    await look.letGo();
    await alive.stop();
    await endLease(name, holder);
  }
}

class Look {
  readonly #queue: DeployedQueue;
  readonly #held: HeldMessages;
  readonly #seen = new Set<string>();
  readonly #giveUpAt: number;
  #givesWay = false;
  #added = 0;

  constructor(queue: DeployedQueue, giveUpAt: number) {
    this.#queue = queue;
    this.#giveUpAt = giveUpAt;
    this.#held = new HeldMessages(queue, hiddenSeconds);
  }

  giveWay(): void {
    this.#givesWay = true;
  }

  letGo(): Promise<void> {
    return this.#held.letGo();
  }

  /** @returns whether every message in the queue was seen */
  async run(): Promise<boolean> {
    const { name, url, fifo } = this.#queue;
    const { visible } = await countMessages(url);
    const receivers = fifo ? 1 : Math.min(mostReceivers, Math.ceil(visible / writtenTogether));
    const reading = knownIds(name);
    const [known] = await Promise.all([
      reading,
      ...Array.from({ length: receivers }, () => this.#receiveUntilEmpty(reading)),
    ]);
    // The next scan starts over.
    if (this.#givesWay) return false;
    const left = await countMessages(url);
    const nobodyElse = left.inFlight <= this.#seen.size && Date.now() < this.#giveUpAt;
    // Messages behind the first ten of a FIFO group were never in the index, so an indexed message that is not seen now
    // is gone.
    const complete = nobodyElse && left.visible === 0;
    const gone = nobodyElse && (complete || fifo) ? [...known].filter((id) => !this.#seen.has(id)) : [];
    await removeFromIndex(name, gone);
    const present = left.visible + left.inFlight + left.delayed;
    await markIndexed(name, { known: known.size + this.#added - gone.length, present, complete });
    return complete;
  }

  async #receiveUntilEmpty(known: Promise<Set<string>>): Promise<void> {
    const waiting: Message[] = [];
    while (!this.#givesWay && Date.now() < this.#giveUpAt && this.#seen.size < mostHeld) {
      const messages = await this.#held.receive(1);
      const fresh = messages.filter(({ MessageId: id = "" }) => !this.#seen.has(id));
      if (fresh.length === 0) break;
      for (const { MessageId: id = "" } of fresh) this.#seen.add(id);
      waiting.push(...fresh);
      if (waiting.length >= writtenTogether) await this.#write(waiting.splice(0), await known);
    }
    await this.#write(waiting, await known);
  }

  async #write(messages: Message[], known: Set<string>): Promise<void> {
    const fresh = messages.filter(({ MessageId: id = "" }) => !known.has(id));
    if (fresh.length === 0) return;
    const failures = await readFailures(fresh.map(({ MessageId: id = "" }) => id));
    await addToIndex(
      this.#queue.name,
      fresh.map((message) => deadLetterOf(message, failures.get(message.MessageId ?? ""))),
    );
    this.#added += fresh.length;
  }
}
