import { orderPlaced } from "@donut/contracts/events/order";
import { Failure } from "@donut/core/messaging/failure";
import { confirmOrder } from "@donut/core/order-mail/confirm-order";
import { consume } from "./consume.ts";

export const handler = consume(orderPlaced.schema, async (event, { signal }) => {
  const result = await confirmOrder(event, signal);
  if (result.status === "being-sent") {
    const reason = "Another delivery of this message may be sending the mail.";
    throw new Failure("MailBeingSent", reason, { retryable: true, retryAfterSeconds: result.retryAfterSeconds });
  }
  if (result.status !== "failed") return;
  const { reason, retryAfterSeconds } = result;
  throw new Failure("MailNotSent", reason, { retryable: true, ...(retryAfterSeconds && { retryAfterSeconds }) });
});
