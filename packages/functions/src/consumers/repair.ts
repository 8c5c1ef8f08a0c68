import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { indexRequested, repairRequested } from "@donut/contracts/events/repair";
import { sqs } from "@donut/core/aws/clients";
import { readIndexMark } from "@donut/core/dead-letters/dead-letter-index";
import { indexQueue } from "@donut/core/dead-letters/index-queue";
import { keepAlive } from "@donut/core/keep-alive";
import { Failure } from "@donut/core/messaging/failure";
import { findQueue } from "@donut/core/queues/topology";
import { runRepair } from "@donut/core/repair/run-task";
import { v7 } from "uuid";
import * as z from "zod";
import { consume } from "./consume.ts";

const request = z.discriminatedUnion("type", [repairRequested.schema, indexRequested.schema]);
type Request = z.infer<typeof request>;

// A turn ends well before the function times out, so that held messages can be released.
const turnMs = 20_000;
// If a worker dies, its message comes back after this time, and its lease expires as soon; a live one keeps extending
// both.
const hiddenSeconds = 20;
const heartbeatMs = 6_000;

/** One turn of a repair task. If there is more to do, a message for the next turn is sent. */
export const handler = consume(request, async (message, { hideFor }) => {
  const alive = keepAlive(() => hideFor(hiddenSeconds), heartbeatMs);
  try {
    await hideFor(hiddenSeconds);
    await work(message);
  } finally {
    await alive.stop();
  }
});

async function work(message: Request): Promise<void> {
  const until = Date.now() + turnMs;
  if (message.type === "index.requested") {
    await bringUpToDate(message, until);
    return;
  }
  const ran = await runRepair({ ...message.data, holder: v7(), until });
  if (ran.status === "again") await goOn(message, ran.afterSeconds);
}

/** Waiting clients ask repeatedly; one scan since the request answers all of them. */
async function bringUpToDate({ at, data }: Request & { type: "index.requested" }, until: number): Promise<void> {
  const queue = findQueue(data.queue);
  const mark = await readIndexMark(data.queue);
  if (queue && (mark?.at ?? "") < at) await indexQueue(queue, until);
}

async function goOn(message: Request, afterSeconds: number): Promise<void> {
  const queue = findQueue("RepairQueue");
  if (queue === undefined) throw new Failure("NoQueue", "There is no queue to go on with.", { retryable: true });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queue.url,
      MessageBody: JSON.stringify(message),
      DelaySeconds: Math.min(900, afterSeconds),
    }),
  );
}
