import { expect, test } from "vitest";
import type { LabRecord } from "./api.ts";
import { stateOf } from "./state.ts";

const sentAt = "2026-01-01T00:00:00.000Z";
const second = (seconds: number) => Date.parse(sentAt) + seconds * 1000;
const sent: LabRecord = { id: "1", input: 1, sentAt, tries: 0, receiveCount: 0, answers: 0, inTime: false };
const received = (receiveCount: number): LabRecord => ({
  ...sent,
  tries: receiveCount,
  receiveCount,
  receivedAt: sentAt,
});
const settings = { consumerDelaySeconds: 15, visibilityTimeoutSeconds: 5 };

test("a message waits, is hidden while in flight, and comes back after its visibility timeout", () => {
  expect(stateOf(sent, settings, second(1))).toBe("waiting");
  expect(stateOf(received(1), settings, second(1))).toBe("hidden");
  expect(stateOf(received(1), settings, second(6))).toBe("again");
});

test("after its last try it is dead, however often it was finished too late", () => {
  expect(stateOf(received(3), settings, second(4))).toBe("hidden");
  expect(stateOf({ ...received(3), answers: 2, output: 2 }, settings, second(6))).toBe("dead");
});

test("a message finished late is done if it does not come back", () => {
  const late = { ...received(2), answers: 1, output: 2 };
  expect(stateOf(late, settings, second(6))).toBe("again");
  expect(stateOf(late, settings, second(11))).toBe("done");
});

test("a message finished in time is done, also after a redrive", () => {
  expect(stateOf({ ...received(1), tries: 4, answers: 3, inTime: true }, settings, second(60))).toBe("done");
});
