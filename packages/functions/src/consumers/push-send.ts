import { Failure } from "@donut/core/messaging/failure";
import { pushOrder } from "@donut/core/push/notice";
import { sendPush } from "@donut/core/push/send";
import { consume } from "./consume.ts";

export const handler = consume(pushOrder, async (order, { signal }) => {
  const result = await sendPush(order, signal);
  if (result.status === "refused") throw new Failure("PushRefused", result.reason, { retryable: false });
  if (result.status === "unavailable") {
    const { reason, retryAfterSeconds } = result;
    throw new Failure("PushServiceUnavailable", reason, {
      retryable: true,
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  }
});
