import { correlationIdPattern } from "@donut/core/context";
import { firstIllFormed, illFormedReason } from "@donut/core/keepable";
import { Failure } from "@donut/core/messaging/failure";
import { v7 } from "uuid";
import * as z from "zod";

const correlationHeader = "x-correlation-id";
const id = z.string().regex(correlationIdPattern);
const correlated = z.object({ correlationId: id });
/** SES notifications contain the headers of the mail. */
const aboutMail = z.object({ mail: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }) });

/** @throws a non-retryable Failure that names the fault: retrying cannot fix a body */
export function parseMessage<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  const json = jsonOf(body);
  const illFormed = firstIllFormed(json);
  if (illFormed)
    throw new Failure("InvalidMessage", `/${illFormed.join("/")}: ${illFormedReason}`, { retryable: false });
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Failure("InvalidMessage", z.prettifyError(parsed.error), { retryable: false });
}

/** @returns the correlation id of the message; a new one if it has none */
export function correlationIdOf(body: string): string {
  try {
    const json: unknown = JSON.parse(body);
    const mail = aboutMail.safeParse(json);
    if (!mail.success) return correlated.parse(json).correlationId;
    return id.parse(mail.data.mail.headers.find(({ name }) => name.toLowerCase() === correlationHeader)?.value);
  } catch {
    return v7();
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Failure("InvalidMessage", "The body is not JSON.", { retryable: false, cause });
  }
}
