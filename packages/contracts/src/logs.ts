import * as z from "zod";

export const mostLogLines = 50;

export const logLine = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  level: z.enum(["error", "warning", "info"]),
  message: z.string(),
  /** The error that the line reports. */
  error: z.object({ name: z.string(), message: z.string() }).optional(),
  /** Set if it is Lambda's own line about the end of an invocation. */
  ended: z.object({ status: z.enum(["success", "error", "timeout"]), durationMs: z.number() }).optional(),
  /** Of the request that started the work; its journey has the rest. */
  correlationId: z.string().optional(),
  /** What was written: JSON, or plain text. Long ones are cut. */
  text: z.string(),
});
export type LogLine = z.infer<typeof logLine>;

/** The last lines of a consumer's log, newest first. */
export const consumerLog = z.object({
  /** Older lines were not looked for. */
  since: z.iso.datetime(),
  lines: z.array(logLine),
});
export type ConsumerLog = z.infer<typeof consumerLog>;
