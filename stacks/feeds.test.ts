import { expect, test } from "vitest";
import { topology } from "./test/committed-graph.ts";

const consumers = topology.queues.flatMap(({ consumer }) =>
  consumer ? [{ name: consumer.function, feeds: consumer.feeds }] : [],
);
const places = new Set([...topology.topics, ...topology.queues, ...topology.apis].map(({ name }) => name));

test.each([...topology.apis, ...consumers])("what $name feeds is deployed", ({ feeds = [] }) => {
  expect(feeds.filter((name) => !places.has(name))).toEqual([]);
});
