import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { sqs } from "../aws/clients.ts";
import { messageBatches } from "../aws/message-batches.ts";
import type { Notice, PushOrder } from "./notice.ts";
import { type Device, everyDevice } from "./subscriptions.ts";

/** Queues one message per notice and device, for all operators. @returns how many messages were queued */
export async function fanOut(notices: Notice[], correlationId: string): Promise<number> {
  if (notices.length === 0) return 0;
  return send(notices, await everyDevice(), correlationId);
}

/** Like `fanOut`, for the given devices. A message duplicated by a retry is recognised when it is pushed. */
export async function send(notices: Notice[], devices: Device[], correlationId: string): Promise<number> {
  const bodies = devices.flatMap((device) =>
    notices.map((notice) => {
      const order: PushOrder = {
        correlationId: notice.kind === "order" ? notice.correlationId : correlationId,
        ...device,
        notice,
      };
      return JSON.stringify(order);
    }),
  );
  for (const batch of messageBatches(bodies, Buffer.byteLength)) {
    const { Failed: failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: Resource.PushSendQueue.url,
        Entries: batch.map((body, index) => ({ Id: String(index), MessageBody: body })),
      }),
    );
    if (failed.length > 0) throw new Error(`SQS did not take ${failed.length} messages: ${failed[0]?.Message}`);
  }
  return bodies.length;
}
