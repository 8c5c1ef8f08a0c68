import type { Message } from "@aws-sdk/client-sqs";
import { v7 } from "uuid";
import { readFailures } from "../messaging/failure-record.ts";
import { deadLetterOf } from "./dead-letter.ts";
import { addToIndex, knownIds, markIndexed, removeFromIndex } from "./dead-letter-index.ts";
import { countMessages, receiveMessages, releaseMessages } from "./receive-messages.ts";
import { endLease, takeLease } from "./repair-lease.ts";
import type { DeployedQueue } from "./topology.ts";

export type Indexed =
  | { status: "indexed"; complete: boolean }
  /** Somebody else receives the queue's messages at present. */
  | { status: "busy" };

// Longer than it takes to look through what a look may hold.
const hiddenSeconds = 60;
const leaseMs = 60_000;
// SQS hands out no more than 20,000 of a FIFO queue at a time.
const mostHeld = 20_000;
const receivers = 4;

/**
 * Looks through a dead-letter queue and brings its index up to date. The messages are hidden while it looks, and visible
 * again when it ends; nothing else about them changes. Of each group of a FIFO queue only the first ten can be seen.
 *
 * @param giveUpAt ms since the epoch; what was seen until then is in the index
 */
export async function indexQueue({ name, url, fifo }: DeployedQueue, giveUpAt: number): Promise<Indexed> {
  const holder = v7();
  if ((await takeLease(name, holder, leaseMs)).status === "busy") return { status: "busy" };
  const held = new Map<string, Message>();
  try {
    const { visible } = await countMessages(url);
    const known = await knownIds(name);
    if (visible > 0) await receiveAll({ url, fifo }, held, giveUpAt);
    const fresh = [...held.values()].filter(({ MessageId: id = "" }) => !known.has(id));
    const failures = await readFailures(fresh.map(({ MessageId: id = "" }) => id));
    await addToIndex(
      name,
      fresh.map((message) => deadLetterOf(message, failures.get(message.MessageId ?? ""))),
    );

    const left = await countMessages(url);
    const nobodyElse = left.inFlight <= held.size && Date.now() < giveUpAt;
    // What lies behind the first ten of a FIFO group has never been seen, so what was seen before is gone.
    const complete = nobodyElse && left.visible === 0;
    const gone = nobodyElse && (complete || fifo) ? [...known].filter((id) => !held.has(id)) : [];
    await removeFromIndex(name, gone);
    const present = left.visible + left.inFlight + left.delayed;
    await markIndexed(name, { known: known.size + fresh.length - gone.length, present, complete });
    return { status: "indexed", complete };
  } finally {
    await releaseMessages(
      url,
      [...held.values()].map(({ ReceiptHandle: handle = "" }) => handle),
    );
    await endLease(name, holder);
  }
}

async function receiveAll(
  { url, fifo }: Pick<DeployedQueue, "url" | "fifo">,
  held: Map<string, Message>,
  giveUpAt: number,
): Promise<void> {
  await Promise.all(Array.from({ length: fifo ? 1 : receivers }, () => receiveUntilEmpty(url, 0, held, giveUpAt)));
  const { visible } = await countMessages(url);
  // On AWS a short poll asks only some of a queue's hosts; a longer one asks all.
  if (visible > 0 && !fifo) await receiveUntilEmpty(url, 1, held, giveUpAt);
}

async function receiveUntilEmpty(
  url: string,
  waitSeconds: number,
  held: Map<string, Message>,
  giveUpAt: number,
): Promise<void> {
  while (Date.now() < giveUpAt && held.size < mostHeld) {
    const messages = await receiveMessages(url, { hiddenSeconds, waitSeconds });
    const before = held.size;
    for (const message of messages) held.set(message.MessageId ?? "", message);
    if (held.size === before) return;
  }
}
