import { expect, test } from "vitest";
import { partOf } from "./part.ts";
import { synthetic } from "./synthetic.ts";

const topology = synthetic(3);

test.each([
  ["Topic0", "interchange"],
  ["Api0", "entrance"],
  ["Api1", "socket"],
  ["Topic0Queue0", "platform"],
  ["Topic0Queue0Dlq", "siding"],
  ["Topic0Undelivered", "undelivered"],
  ["Stream0Dlq", "yard"],
])("%s is shown as %s", (name, kind) => {
  expect(partOf(topology, name)?.kind).toBe(kind);
});

test("a siding knows whose dead letters it holds", () => {
  const part = partOf(topology, "Topic0Queue0Dlq");
  expect(part?.kind === "siding" && part.source.name).toBe("Topic0Queue0");
});

test("a function is a train, which knows the queue that it takes messages from", () => {
  const queue = topology.queues.find(({ consumer }) => consumer);
  const part = partOf(topology, queue?.consumer?.function ?? "");
  expect(part?.kind === "train" && part.queue.name).toBe(queue?.name);
});

test("a name that is not deployed is nothing", () => {
  expect(partOf(topology, "NoQueue")).toBeUndefined();
});
