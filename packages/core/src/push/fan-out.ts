import { Resource } from "sst";
import { sendMessages } from "../aws/send-messages.ts";
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
  await sendMessages(Resource.PushSendQueue.url, bodies);
  return bodies.length;
}
