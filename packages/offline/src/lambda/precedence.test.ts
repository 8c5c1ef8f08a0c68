import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Precedence } from "./precedence.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An invocation that runs until `end`. */
function invocation() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = vi.fn(() => promise);
  return { run, end: resolve, begun: () => run.mock.calls.length > 0 };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

/** Three background invocations that run until they are ended. */
function three(precedence: Precedence) {
  const all = [invocation(), invocation(), invocation()];
  for (const { run } of all) void precedence.inBackground(run);
  return all;
}

const begun = (all: ReturnType<typeof three>) => all.filter((each) => each.begun()).length;

test("while nobody waits for an answer, all background invocations run at the same time", async () => {
  const all = three(new Precedence(1));
  await settle();
  expect(begun(all)).toBe(3);
});

test("while somebody waits for an answer they run one after the other", async () => {
  const precedence = new Precedence(1);
  const answer = invocation();
  void precedence.answer(answer.run);
  const all = three(precedence);
  await settle();
  expect(answer.begun()).toBe(true);
  expect(begun(all)).toBe(1);
  all[0]?.end();
  await settle();
  expect(begun(all)).toBe(2);
});

test("they all run once the last answer is a moment ago", async () => {
  const precedence = new Precedence(1);
  const [first, second] = [invocation(), invocation()];
  void precedence.answer(first.run);
  const all = three(precedence);
  first.end();
  await vi.advanceTimersByTimeAsync(50);
  void precedence.answer(second.run);
  await vi.advanceTimersByTimeAsync(200);
  expect(begun(all)).toBe(1);
  second.end();
  await vi.advanceTimersByTimeAsync(100);
  expect(begun(all)).toBe(3);
});

test("one that does not end, or callers that never pause, hold up the others for half a second each", async () => {
  const precedence = new Precedence(1);
  void precedence.answer(invocation().run);
  const all = three(precedence);
  await vi.advanceTimersByTimeAsync(499);
  expect(begun(all)).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun(all)).toBe(3);
});

test("an invocation that fails gives its turn to the next one", async () => {
  const precedence = new Precedence(1);
  void precedence.answer(invocation().run);
  const failed = precedence.inBackground(() => Promise.reject(new Error("no")));
  const next = invocation();
  void precedence.inBackground(next.run);
  await expect(failed).rejects.toThrow("no");
  await settle();
  expect(next.begun()).toBe(true);
});
