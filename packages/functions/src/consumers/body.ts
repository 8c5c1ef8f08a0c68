import { correlationIdPattern } from "@donut/core/context";
import { Failure } from "@donut/core/messaging/failure";
import { v7 } from "uuid";
import { z } from "zod";

const correlated = z.object({ correlationId: z.string().regex(correlationIdPattern) });

/** Throws a final failure that names the wrong places: no retry mends a body. */
export function parseMessage<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  const parsed = schema.safeParse(jsonOf(body));
  if (parsed.success) return parsed.data;
  throw new Failure("InvalidMessage", z.prettifyError(parsed.error), { retryable: false });
}

/** @returns the correlation id the message carries; a new one if it has none. */
export function correlationIdOf(body: string): string {
  try {
    return correlated.parse(JSON.parse(body)).correlationId;
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
