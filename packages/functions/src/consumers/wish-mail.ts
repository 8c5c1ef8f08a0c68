import { Failure } from "@donut/core/messaging/failure";
import { wishCall } from "@donut/core/wish/call-wishers";
import { notifyWisher } from "@donut/core/wish/notify-wisher";
import { consume } from "./consume.ts";

export const handler = consume(wishCall, async (call, { signal }) => {
  const result = await notifyWisher(call, signal);
  if (result.status === "being-sent") {
    const reason = "Another delivery of this message may be sending the mail.";
    throw new Failure("MailBeingSent", reason, { retryable: true, retryAfterSeconds: result.retryAfterSeconds });
  }
  if (result.status !== "failed") return;
  const { reason, retryAfterSeconds } = result;
  throw new Failure("MailNotSent", reason, { retryable: true, ...(retryAfterSeconds && { retryAfterSeconds }) });
});
