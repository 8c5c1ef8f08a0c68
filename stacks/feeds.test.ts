import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Topology {
  topics: { name: string }[];
  queues: { name: string; consumer?: { function: string; feeds?: string[] } }[];
  apis: { name: string; feeds?: string[] }[];
}

const { graph } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../graph.json"), "utf8"));
const admin = graph.functions.find(({ name }: { name: string }) => name === "AdminFunction");
const topology: Topology = admin.links.Topology;
const consumers = topology.queues.flatMap(({ consumer }) =>
  consumer ? [{ name: consumer.function, feeds: consumer.feeds }] : [],
);
const places = new Set([...topology.topics, ...topology.queues, ...topology.apis].map(({ name }) => name));

test.each([...topology.apis, ...consumers])("what $name feeds is deployed", ({ feeds = [] }) => {
  expect(feeds.filter((name) => !places.has(name))).toEqual([]);
});
