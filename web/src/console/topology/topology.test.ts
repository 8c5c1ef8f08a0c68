import { readFile } from "node:fs/promises";
import type { Topology } from "@donut/contracts/topology";
import { expect, test } from "vitest";
import { synthetic } from "./synthetic.ts";
import { awaitedIn, emptiedOneByOne, filterText, networkOf, sourceOf, undeliveredOf } from "./topology.ts";

test("a topic's own subject comes before others, each subject together", () => {
  const topology = synthetic(1);
  const base = topology.queues.find(({ role }) => role === "work");
  if (!base) throw new Error("no work queue");
  const queue = (name: string, subject: string) => ({ ...base, name, dlq: `${name}Dlq`, subject, topic: "StockTopic" });
  const network = networkOf({
    topics: [{ name: "StockTopic", arn: "arn", subject: "stock" }],
    queues: [queue("AdStop", "ads"), queue("Restock", "stock"), queue("AdStatus", "ads")],
    apis: [],
  });
  expect(network.interchanges[0]?.pipelines.map((pipeline) => pipeline.queue.name)).toEqual([
    "Restock",
    "AdStop",
    "AdStatus",
  ]);
  expect(network.interchanges[0]?.subjects).toEqual(["stock", "ads"]);
});

test("undelivered queues belong to their topic, dead-letter queues to their queue, others to the yard", () => {
  const topology = synthetic(3);
  expect(undeliveredOf(topology, "Topic0")?.name).toBe("Topic0Undelivered");
  expect(sourceOf(topology, "Topic0Queue0Dlq")?.name).toBe("Topic0Queue0");
  expect(networkOf(topology).yard.map(({ name }) => name)).toEqual(["Stream0Dlq", "Stream1Dlq", "Stream2Dlq"]);
});

test("it is known which queues are processed one message at a time", async () => {
  const { graph } = JSON.parse(await readFile(new URL("../../../../graph.json", import.meta.url), "utf8"));
  const admin = graph.functions.find(({ name }: { name: string }) => name === "AdminFunction");
  const topology = admin.links.Topology as Topology;
  const names = topology.queues.filter((queue) => emptiedOneByOne(topology, queue)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["OrderQueue", "OrderQueueDlq", "RestockQueueDlq"]));
  expect(names).not.toContain("RestockQueue");
  expect(names).not.toContain("LabQueueDlq");
  expect(topology.queues.filter(({ name }) => name === "RestockQueue").map((it) => awaitedIn(topology, it))).toEqual([
    "shortage",
  ]);
});

test("a filter says which events it lets through, and from which numbers on", () => {
  expect(filterText({})).toBeUndefined();
  expect(filterText({ filter: ["a.b", "a.c"] })).toBe("a.b, a.c");
  expect(filterText({ filter: ["order.placed"], dataFilter: { units: { from: 100 } } })).toBe(
    "order.placed · units ≥ 100",
  );
});
