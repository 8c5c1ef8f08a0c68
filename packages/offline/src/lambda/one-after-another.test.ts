import { expect, test } from "vitest";
import { oneAfterAnother } from "./one-after-another.ts";

const longMs = 3_600_000;

/** Invocations that note when they begin, and run until they are ended. */
function invocations(patienceMs: number) {
  const inTurn = oneAfterAnother(patienceMs);
  const begun: string[] = [];
  const begin = (name: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const result = inTurn(() => {
      begun.push(name);
      return promise;
    });
    return { result, end: () => resolve(name), fail: () => reject(new Error(name)) };
  };
  return { begun, begin };
}

test("each begins when the one before it has ended", async () => {
  const { begun, begin } = invocations(longMs);
  const [first, second] = [begin("first"), begin("second")];
  await Promise.resolve();
  expect(begun).toEqual(["first"]);
  first.end();
  second.end();
  expect(await Promise.all([first.result, second.result])).toEqual(["first", "second"]);
});

test("one that fails does not hold up the next", async () => {
  const { begin } = invocations(longMs);
  const [first, second] = [begin("first"), begin("second")];
  first.fail();
  second.end();
  await expect(first.result).rejects.toThrow("first");
  expect(await second.result).toBe("second");
});

test("one that takes long does not hold up the next", async () => {
  const { begin } = invocations(1);
  begin("first");
  const second = begin("second");
  second.end();
  expect(await second.result).toBe("second");
});
