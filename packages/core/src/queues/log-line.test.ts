import { expect, test } from "vitest";
import { logLineOf } from "./log-line.ts";

const lineOf = (message: string | object) =>
  logLineOf({ id: "1", at: 0, message: typeof message === "string" ? message : JSON.stringify(message) });
const record = { metrics: { durationMs: 12.5, billedDurationMs: 13, memorySizeMB: 512 } };

test("a structured line has its level, message, error and correlation id", () => {
  const error = { name: "FactoryRefused", message: "No.", stack: "…" };
  const written = JSON.stringify({ level: "WARN", message: "Failed try", correlationId: "c-1", error });
  expect(lineOf(`${written}\n`)).toEqual({
    id: "1",
    at: "1970-01-01T00:00:00.000Z",
    level: "warning",
    message: "Failed try",
    error: { name: "FactoryRefused", message: "No." },
    correlationId: "c-1",
    text: written,
  });
  expect(lineOf({ level: "ERROR", message: "Not sent", cause: error })).toMatchObject({
    level: "error",
    error: { name: "FactoryRefused" },
  });
  expect(lineOf({ level: "INFO", message: { order: 7 } })).toMatchObject({
    level: "info",
    message: '{"level":"INFO","message":{"order":7}}',
  });
});

test.each([
  ["uncaught", { level: "ERROR", message: { errorType: "RangeError", errorMessage: "no good", stackTrace: [] } }],
  ["logged with a text", { level: "ERROR", message: "It failed", errorType: "RangeError", errorMessage: "no good" }],
])("an error that is %s is told", (_, line) => {
  expect(lineOf(line)).toMatchObject({ level: "error", error: { name: "RangeError", message: "no good" } });
});

test.each([
  ["success", "success", "info"],
  ["timeout", "timeout", "error"],
  ["failure", "error", "error"],
])("of Lambda's own lines only how an invocation ended is told: %s", (told, status, level) => {
  expect(lineOf({ type: "platform.start", record: { requestId: "r-1" } })).toBeUndefined();
  expect(lineOf({ type: "platform.report", record: { ...record, status: told } })).toMatchObject({
    level,
    ended: { status, durationMs: 12.5 },
  });
});

test.each([
  ["plain text", "info"],
  ["{ no JSON", "info"],
  ["RequestId: r-1 Error: Runtime exited with error: exit status 3", "error"],
  ["2026-11-29T03:00:00.000Z r-1 Task timed out after 3.00 seconds", "error"],
])("%s is told as it is", (text, level) => {
  expect(lineOf(`${text}\n`)).toMatchObject({ level, message: text, text });
});

test("a very long line is cut", () => {
  expect(lineOf("x".repeat(100_000))?.text).toHaveLength(20_000);
});
