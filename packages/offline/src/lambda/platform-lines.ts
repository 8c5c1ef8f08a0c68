import type { LambdaFunction } from "../graph/types.ts";
import { traceOf } from "./errors.ts";
import type { InvocationError } from "./messages.ts";

interface Report {
  requestId: string;
  durationMs: number;
  /** For an environment's first invocation: how long the start took. */
  initMs: number | undefined;
  status: "success" | "error" | "timeout";
}

type Logged = Pick<LambdaFunction, "logFormat" | "memoryMb">;

/**
 * What Lambda itself writes before an invocation. (The memory used by a single thread cannot be measured, so the report
 * lacks it.) https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function startLines({ logFormat }: Logged, requestId: string): string[] {
  if (logFormat === "JSON") return [json("platform.start", { requestId, version: "$LATEST" })];
  return [`START RequestId: ${requestId} Version: $LATEST`];
}

/** What Lambda writes after an invocation. */
export function endLines({ logFormat, memoryMb }: Logged, { requestId, durationMs, initMs, status }: Report): string[] {
  const billedMs = Math.ceil(durationMs);
  if (logFormat === "JSON") {
    const metrics = {
      durationMs: rounded(durationMs),
      billedDurationMs: billedMs,
      memorySizeMB: memoryMb,
      ...(initMs !== undefined && { initDurationMs: rounded(initMs) }),
    };
    return [json("platform.report", { requestId, metrics, status })];
  }
  const report = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${memoryMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
  ];
  return [`END RequestId: ${requestId}`, report.join("\t")];
}

/** What is written about an error that the function did not catch. */
export function errorLines({ logFormat }: Pick<Logged, "logFormat">, error: InvocationError, requestId?: string) {
  if (logFormat !== "JSON") return traceOf(error);
  const { errorType, errorMessage, trace: stackTrace = [] } = error;
  const message = { errorType, errorMessage, stackTrace };
  return [JSON.stringify({ timestamp: new Date().toISOString(), level: "ERROR", requestId, message })];
}

function json(type: string, record: object): string {
  return JSON.stringify({ time: new Date().toISOString(), type, record });
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
