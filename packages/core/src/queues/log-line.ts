import type { LogLine } from "@donut/contracts/logs";
import * as z from "zod";

interface LogEvent {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  message: string;
}

const mostCharacters = 20_000;

const levels: Record<string, LogLine["level"] | undefined> = {
  ERROR: "error",
  CRITICAL: "error",
  FATAL: "error",
  WARN: "warning",
  WARNING: "warning",
};

/** https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report */
const platformReport = z.object({
  status: z.string(),
  metrics: z.object({ durationMs: z.number() }),
});

/** As the logger of functions writes errors. */
const loggedError = z.object({ name: z.string(), message: z.string() });

/** As Lambda writes an error that nobody has caught, and the console an error alone. */
const runtimeError = z
  .object({ errorType: z.string(), errorMessage: z.string() })
  .transform(({ errorType: name, errorMessage: message }) => ({ name, message }));

/**
 * A log event in the terms of the console.
 *
 * @returns undefined for what Lambda writes about itself, except how an invocation has ended
 */
export function logLineOf({ id, at, message }: LogEvent): LogLine | undefined {
  const written = message.trimEnd();
  const fields = parse(written);
  const line = { id, at: new Date(at).toISOString(), text: written.slice(0, mostCharacters) };
  if (fields === undefined) return { ...line, level: levelOfText(written), message: line.text };
  if (String(fields.type).startsWith("platform.")) return endOf(line, fields);
  const error = errorIn(fields);
  const { correlationId, message: said } = fields;
  return {
    ...line,
    level: levels[String(fields.level).toUpperCase()] ?? "info",
    message: typeof said === "string" ? said : (error?.name ?? line.text),
    ...(error && { error }),
    ...(typeof correlationId === "string" && { correlationId }),
  };
}

function endOf(line: Pick<LogLine, "id" | "at" | "text">, { type, record }: Fields): LogLine | undefined {
  const report = platformReport.safeParse(record);
  if (type !== "platform.report" || !report.success) return undefined;
  const { status: told, metrics } = report.data;
  const status = told === "success" || told === "timeout" ? told : "error";
  const ended = { status, durationMs: metrics.durationMs } as const;
  return { ...line, level: status === "success" ? "info" : "error", message: told, ended };
}

type Fields = Record<string, unknown>;

function errorIn(fields: Fields): LogLine["error"] {
  const found = [
    loggedError.safeParse(fields.error),
    loggedError.safeParse(fields.cause),
    runtimeError.safeParse(fields.message),
    runtimeError.safeParse(fields),
  ].find(({ success }) => success);
  return found?.data;
}

/** The runtime writes some of its errors as plain text: an exit, used-up memory, a timeout. */
function levelOfText(text: string): LogLine["level"] {
  return /\b\w*Error\b|timed out/.test(text) ? "error" : "info";
}

function parse(text: string): Fields | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}
