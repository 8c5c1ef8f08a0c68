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
  /** What SES names again when it tells of the mail. Letters, digits and `_-.@`. */
  tags?: Record<string, string>;
}

export type Sent =
  | { status: "sent"; messageId: string }
  /** SES said no: the mail has not gone out. */
  | { status: "not-sent"; reason: string }
  /** No answer came: the mail may have gone out. */
  | { status: "unknown"; reason: string };

const timeoutMs = 5_000;

// One try per call: SES does not know a repeated mail again, so whether to send another one is for the caller to decide.
const ses = /* @__PURE__ */ new SESv2Client({ maxAttempts: 1 });

/** Sends a mail through SES, with the running work's correlation id among its headers. */
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

/** A connection that never came about carried no mail, and a 4xx answer means that nothing was done. */
function wasRefused(error: Error): boolean {
  if ("code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOTFOUND")) return true;
  if (!(error instanceof SESv2ServiceException)) return false;
  return (error.$metadata.httpStatusCode ?? 500) < 500;
}
