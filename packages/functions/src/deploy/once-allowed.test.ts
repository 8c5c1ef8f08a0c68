import { expect, test, vi } from "vitest";
import { onceAllowed } from "./once-allowed.ts";

const refused = () =>
  Object.assign(new Error("not authorized to perform: dynamodb:UpdateItem"), { name: "AccessDeniedException" });
const secondsLeft = (...seconds: number[]) => ({
  getRemainingTimeInMillis: () => (seconds.length > 1 ? (seconds.shift() ?? 0) : (seconds[0] ?? 0)) * 1_000,
});

test("calls that a new role may not make yet are retried until it may", async () => {
  const run = vi.fn().mockRejectedValueOnce(refused()).mockRejectedValueOnce(refused()).mockResolvedValue("seeded");
  expect(await onceAllowed(run, 1)({}, secondsLeft(60))).toBe("seeded");
  expect(run).toHaveBeenCalledTimes(3);
});

test("calls that are never allowed fail before the function times out, with AWS's own message", async () => {
  const run = vi.fn().mockRejectedValue(refused());
  await expect(onceAllowed(run, 1)({}, secondsLeft(60, 30, 0))).rejects.toThrow("dynamodb:UpdateItem");
  expect(run).toHaveBeenCalledTimes(3);
});

test("any other error fails at once", async () => {
  const run = vi.fn().mockRejectedValue(new Error("no such table"));
  await expect(onceAllowed(run, 1)({}, secondsLeft(60))).rejects.toThrow("no such table");
  expect(run).toHaveBeenCalledTimes(1);
});
