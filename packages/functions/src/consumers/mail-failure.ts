import { Failure } from "@donut/core/messaging/failure";

/** Why a mail could not be sent this time. */
export type NotSent =
  | { status: "failed"; reason: string; retryAfterSeconds?: number }
  | { status: "being-sent"; retryAfterSeconds: number };

export function mailFailure(result: NotSent): Failure {
  const pause = result.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: result.retryAfterSeconds };
  if (result.status === "failed") return new Failure("MailNotSent", result.reason, { retryable: true, ...pause });
  const reason = "Another delivery of this message may be sending the mail.";
  return new Failure("MailBeingSent", reason, { retryable: true, ...pause });
}
