import { expect, test } from "vitest";
import { type EventPattern, matches, matchesAny } from "./event-pattern.ts";

const record = {
  eventName: "INSERT",
  dynamodb: {
    Keys: { id: { S: "o-1" } },
    NewImage: { type: { S: "order.placed" }, total: { N: "5" }, gone: { NULL: true }, tags: { SS: ["a", "b"] } },
    SizeBytes: 90,
  },
  region: null,
  empty: "",
  lines: [{ sku: "x" }, { sku: "y" }],
};

test.each<[string, EventPattern, boolean]>([
  ["equals", { eventName: ["INSERT"] }, true],
  ["equals another", { eventName: ["REMOVE"] }, false],
  ["or", { eventName: ["REMOVE", "INSERT"] }, true],
  ["and", { eventName: ["INSERT"], dynamodb: { SizeBytes: [91] } }, false],
  ["nested equals", { dynamodb: { NewImage: { type: { S: ["order.placed"] } } } }, true],
  ["boolean", { dynamodb: { NewImage: { gone: { NULL: [true] } } } }, true],
  ["null", { region: [null] }, true],
  ["null is not absent", { absent: [null] }, false],
  ["empty", { empty: [""] }, true],
  ["prefix", { dynamodb: { NewImage: { type: { S: [{ prefix: "order." }] } } } }, true],
  ["prefix of another", { dynamodb: { NewImage: { type: { S: [{ prefix: "stock." }] } } } }, false],
  ["prefix, any case", { eventName: [{ prefix: { "equals-ignore-case": "ins" } }] }, true],
  ["suffix", { eventName: [{ suffix: "ERT" }] }, true],
  ["equals, any case", { eventName: [{ "equals-ignore-case": "insert" }] }, true],
  ["numeric equals", { dynamodb: { SizeBytes: [{ numeric: ["=", 90] }] } }, true],
  ["numeric range", { dynamodb: { SizeBytes: [{ numeric: [">", 80, "<=", 90] }] } }, true],
  ["outside the range", { dynamodb: { SizeBytes: [{ numeric: [">", 90] }] } }, false],
  ["a number as text is no number", { dynamodb: { NewImage: { total: { N: [{ numeric: ["=", 5] }] } } } }, false],
  ["exists", { dynamodb: { NewImage: { type: { S: [{ exists: true }] } } } }, true],
  ["exists not", { dynamodb: { OldImage: { type: { S: [{ exists: false }] } } } }, true],
  ["exists, though it should not", { eventName: [{ exists: false }] }, false],
  ["an object is no leaf", { dynamodb: { NewImage: [{ exists: true }] } }, false],
  ["anything-but", { eventName: [{ "anything-but": "REMOVE" }] }, true],
  ["anything-but a list", { eventName: [{ "anything-but": ["REMOVE", "INSERT"] }] }, false],
  ["anything-but a prefix", { eventName: [{ "anything-but": { prefix: "INS" } }] }, false],
  ["anything-but of an absent field", { absent: [{ "anything-but": "x" }] }, false],
  ["a list contains", { dynamodb: { NewImage: { tags: { SS: ["b"] } } } }, true],
  ["a list of objects", { lines: { sku: ["y"] } }, true],
  ["$or", { $or: [{ eventName: ["REMOVE"] }, { dynamodb: { SizeBytes: [90] } }] }, true],
  ["$or of none", { $or: [{ eventName: ["REMOVE"] }, { dynamodb: { SizeBytes: [1] } }] }, false],
])("%s", (_name, pattern, expected) => {
  expect(matches(pattern, record)).toBe(expected);
});

test("one matching pattern is enough, none lets everything through", () => {
  expect(matchesAny([{ eventName: ["REMOVE"] }, { eventName: ["INSERT"] }], record)).toBe(true);
  expect(matchesAny([], record)).toBe(true);
});

test("an unknown operator is reported", () => {
  expect(() => matches({ eventName: [{ wildcard: "I*" }] }, record)).toThrow(
    'unknown operator in an event pattern: {"wildcard":"I*"}',
  );
});
