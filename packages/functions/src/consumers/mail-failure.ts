import { Failure } from "@donut/core/messaging/failure";

/** Why a mail to the ad manager could not be sent this time. */
export type NotAsked =
  | { status: "failed"; reason: string; retryAfterSeconds?: number }
  | { status: "being-asked"; retryAfterSeconds: number };

export function mailFailure(result: NotAsked): Failure {
  const pause = result.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: result.retryAfterSeconds };
  if (result.status === "failed") return new Failure("MailNotSent", result.reason, { retryable: true, ...pause });
  const reason = "Another delivery of this message may be sending the mail.";
  return new Failure("MailBeingSent", reason, { retryable: true, ...pause });
}
