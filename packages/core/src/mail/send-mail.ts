import { SESv2Client, SESv2ServiceException, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { correlationId } from "../context.ts";
import { withoutAddresses } from "./addresses.ts";

export interface Mail {
  /** The sender of a linked `sst.aws.Email`. */
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Tags that SES repeats in notifications about the mail. Letters, digits and `_-.@`. */
  tags?: Record<string, string>;
}

export type Sent =
  | { status: "sent"; messageId: string }
  /** SES refused: the mail was not sent. */
  | { status: "not-sent"; reason: string }
  /** There was no answer: the mail may have been sent. */
  | { status: "unknown"; reason: string };

const timeoutMs = 5_000;

// One attempt per call: SES does not recognise duplicates, so the caller decides whether to send another mail.
const ses = /* @__PURE__ */ new SESv2Client({ maxAttempts: 1 });

/** Sends a mail through SES, with the current correlation id in a header. */
export async function sendMail({ from, to, subject, text, html, tags }: Mail, signal?: AbortSignal): Promise<Sent> {
  const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const { MessageId: messageId = "" } = await ses.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        ...(tags && { EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })) }),
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            Headers: [{ Name: "X-Correlation-Id", Value: correlationId() }],
          },
        },
      }),
      { abortSignal: signal ? AbortSignal.any([signal, timeout]) : timeout },
    );
    return { status: "sent", messageId };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = withoutAddresses(`${error.name}: ${error.message}`);
    return { status: wasRefused(error) ? "not-sent" : "unknown", reason };
  }
}

/** Without a connection no mail was sent, and a 4xx answer means that SES refused it. */
function wasRefused(error: Error): boolean {
  if ("code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOTFOUND")) return true;
  if (!(error instanceof SESv2ServiceException)) return false;
  return (error.$metadata.httpStatusCode ?? 500) < 500;
}
