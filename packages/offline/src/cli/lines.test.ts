import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { functionLines } from "./function-lines.ts";
import type { Output } from "./output.ts";
import { progressLines } from "./progress-lines.ts";

let said: string[] = [];

const output: Output = {
  line: (text = "") => said.push(text),
  problem: (text) => said.push(`! ${text}`),
  style: (_format, text) => text,
};

beforeEach(() => {
  said = [];
});

afterEach(() => {
  vi.useRealTimers();
});

const stdout = (line: string) => ({ function: "Sales", stream: "stdout" as const, line });
const stderr = (line: string) => ({ function: "Sales", stream: "stderr" as const, line });

test("errors and warnings of functions' logs are shown", () => {
  const show = functionLines(output, false);
  show(stdout("plain"));
  show(stdout('{"level":"INFO","message":"sold"}'));
  show(stdout('{"level":"WARN","message":"slow"}'));
  show(stdout('{"level":"ERROR","message":"no","error":{"name":"Refused","message":"too many"}}'));
  show(stderr("Error: boom"));
  show(stderr('{"level":"ERROR","message":{"errorMessage":"boom","stackTrace":["Error: boom","    at sell"]}}'));
  show(stderr('{"level":"ERROR","message":{"errorMessage":"Task timed out","stackTrace":[]}}'));
  show(stdout("{ no JSON"));
  expect(said).toEqual([
    "! Sales slow",
    "! Sales no (Refused: too many)",
    "! Sales Error: boom",
    "! Sales Error: boom\n    at sell",
    "! Sales Task timed out",
  ]);
});

test("verbose shows everything", () => {
  const show = functionLines(output, true);
  show(stdout("plain"));
  show(stdout('{"level":"INFO","message":"sold"}'));
  show(stderr("boom"));
  expect(said).toEqual(["Sales plain", "Sales sold", "! Sales boom"]);
});

test("a flood of errors is cut, and shown again later", () => {
  let now = 0;
  const show = functionLines(output, false, () => now);
  for (let index = 0; index < 1_000; index++) show(stderr("boom"));
  expect(said).toHaveLength(21);
  expect(said.at(-1)).toBe("! Sales … more of this in its log file");
  now = 10_000;
  show(stderr("again"));
  expect(said.at(-1)).toBe("! Sales again");
});

test("a step is reported only if it takes longer than a second", () => {
  vi.useFakeTimers();
  const show = progressLines(output);
  show({ type: "started", step: "Quick" });
  vi.advanceTimersByTime(900);
  show({ type: "finished", step: "Quick" });
  show({ type: "started", step: "Slow" });
  vi.advanceTimersByTime(12_300);
  show({ type: "finished", step: "Slow" });
  show({ type: "started", step: "Broken" });
  vi.advanceTimersByTime(1_500);
  show({ type: "failed", step: "Broken" });
  show({ type: "note", text: "a note" });
  show({ type: "warning", text: "a warning" });
  expect(said).toEqual([
    "Slow …",
    "Slow: done after 12 s",
    "Broken …",
    "Broken: failed after 1.5 s",
    "a note",
    "! a warning",
  ]);
});
