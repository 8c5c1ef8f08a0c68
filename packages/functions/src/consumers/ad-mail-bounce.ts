import { askAgain } from "@donut/core/campaign/ask-again";
import { bounceNotice } from "@donut/core/mail/bounce";
import { Failure } from "@donut/core/messaging/failure";
import { consume } from "./consume.ts";
import { mailFailure } from "./mail-failure.ts";

export const handler = consume(bounceNotice, async (notice, { signal, messageId }) => {
  const result = await askAgain(notice, { signal, messageId });
  if (result.status === "failed" || result.status === "being-sent") throw mailFailure(result);
  if (result.status === "given-up") throw new Failure("MailBounced", result.reason, { retryable: false });
  if (result.status === "waiting") {
    const { reason, retryAfterSeconds } = result;
    throw new Failure("MailBounced", reason, { retryable: true, retryAfterSeconds });
  }
});
