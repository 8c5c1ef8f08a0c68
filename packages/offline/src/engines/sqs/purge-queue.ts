import { now } from "./clock.ts";
import { SqsError } from "./fauxqs.ts";
import type { Queue } from "./queue.ts";
import { type Context, type Input, requireQueue } from "./sqs-input.ts";

const purgedAt = new WeakMap<Queue, number>();

export function purgeQueue(input: Input, { store }: Context): object {
  const queue = requireQueue(input, store);
  if (now() - (purgedAt.get(queue) ?? 0) < 60_000) {
    throw new SqsError(
      "PurgeQueueInProgress",
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      403,
    );
  }
  purgedAt.set(queue, now());
  queue.purge();
  return {};
}
