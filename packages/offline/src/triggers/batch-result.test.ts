import fc from "fast-check";
import { expect, test } from "vitest";
import { batchResult } from "./batch-result.ts";

const returned = (payload: string) => ({ status: "succeeded" as const, requestId: "r", payload, logTail: "" });
const ids = new Set(["a", "b"]);

test.each([
  ["null", "succeeded"],
  ["{}", "succeeded"],
  ['{"batchItemFailures":null}', "succeeded"],
  ['{"batchItemFailures":[]}', "succeeded"],
  ['{"batchItemFailures":[{"itemIdentifier":"a"}]}', "partly"],
  ['{"batchItemFailures":[{"itemIdentifier":""}]}', "failed"],
  ['{"batchItemFailures":[{"itemIdentifier":null}]}', "failed"],
  ['{"batchItemFailures":[{"id":"a"}]}', "failed"],
  ['{"batchItemFailures":[null]}', "failed"],
  ['{"batchItemFailures":[{"itemIdentifier":"unknown"}]}', "failed"],
  ['{"batchItemFailures":"a"}', "failed"],
  ['"done"', "failed"],
])("a function that returns %s", (payload, status) => {
  expect(batchResult(returned(payload), true, ids).status).toBe(status);
  expect(batchResult(returned(payload), false, ids).status).toBe("succeeded");
});

test("any reported part of a batch fails, exactly", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 10 }), fc.nat(), (all, mask) => {
      const failing = all.filter((_, index) => (mask >> index) & 1);
      const payload = JSON.stringify({ batchItemFailures: failing.map((itemIdentifier) => ({ itemIdentifier })) });
      const result = batchResult(returned(payload), true, new Set(all));
      expect(result).toEqual(failing.length ? { status: "partly", failed: new Set(failing) } : { status: "succeeded" });
    }),
  );
});
