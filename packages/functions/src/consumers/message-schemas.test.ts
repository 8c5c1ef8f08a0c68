import { readFile } from "node:fs/promises";
import type { DeployedQueue, Topology } from "@donut/contracts/topology";
import * as operations from "@donut/core/queues/message-schemas";
import type { Graph } from "@donut/offline/graph/types";
import { expect, test } from "vitest";
import * as z from "zod";
import { messageSchemas } from "./message-schemas.ts";

const { graph } = JSON.parse(await readFile(new URL("../../../../graph.json", import.meta.url), "utf8")) as {
  graph: Graph;
};
const bodyFaults = (queue: DeployedQueue, body: string) => operations.bodyFaults(queue, body, messageSchemas);
const link = graph.functions.find(({ name }) => name === "DeadLettersFunction")?.links.Queues;
const queues = (link?.queues ?? []) as DeployedQueue[];
const topology = graph.functions.find(({ name }) => name === "AdminFunction")?.links.Topology as unknown as Topology;
process.env.SST_RESOURCES_JSON = JSON.stringify({ App: { name: "donut-states", stage: "test" }, Queues: { queues } });

test.each(queues.filter(({ role }) => role === "work"))(
  "what $name takes is known, so that it can be checked",
  (queue) => {
    expect(operations.schemaOf(queue, messageSchemas)).not.toBeInstanceOf(z.ZodUnknown);
  },
);

test.each(Object.entries(messageSchemas))("%s's consumer checks just that", async (name, schema) => {
  const { consumer } = topology.queues.find((queue) => queue.name === name) ?? {};
  const { handler: path = "" } = graph.functions.find((one) => one.name === consumer?.function) ?? {};
  const { handler } = await import(`../../../../${path.replace(/\.handler$/, ".ts")}`);
  expect(handler.schema).toBe(schema);
});

test("a body is checked against the queue's subscription filter", () => {
  const [restock] = queues.filter(({ name }) => name === "RestockQueue");
  if (!restock) throw new Error("There is no RestockQueue.");
  const event = {
    id: "1",
    type: "stock.depleted",
    subject: "stock",
    at: "2026-11-20T10:00:00.000Z",
    correlationId: "c",
    data: { shortageId: "s", productId: "glazed", quantity: 5, available: 0 },
  };
  expect(bodyFaults(restock, JSON.stringify(event))).toEqual([]);
  const replenished = {
    ...event,
    type: "stock.replenished",
    data: { productionOrderId: "p", productId: "glazed", quantity: 5 },
  };
  expect(bodyFaults(restock, JSON.stringify(replenished))).toEqual([
    { pointer: "/type", detail: "must be stock.depleted" },
  ]);
  const wrong = { ...event, data: { ...event.data, quantity: 0, available: "none" } };
  expect(bodyFaults(restock, JSON.stringify(wrong)).map(({ pointer }) => pointer)).toEqual([
    "/data/quantity",
    "/data/available",
  ]);
  expect(bodyFaults(restock, "{")).toEqual([{ pointer: "", detail: "not JSON" }]);
});

test("an undelivered event is checked against what the topic's queues accept", () => {
  const undelivered = (name: string) => queues.find((queue) => queue.name === name) as DeployedQueue;
  const bounce = {
    eventType: "Bounce",
    bounce: {
      bounceType: "Permanent",
      bounceSubType: "General",
      bouncedRecipients: [],
      timestamp: "2026-11-20T10:00:00.000Z",
    },
    mail: { messageId: "m", tags: {} },
  };
  expect(bodyFaults(undelivered("AdMailTopicUndelivered"), JSON.stringify(bounce))).toEqual([]);
  const wrong = { ...bounce, bounce: { ...bounce.bounce, bounceType: "Unheard" } };
  expect(bodyFaults(undelivered("AdMailTopicUndelivered"), JSON.stringify(wrong))).toMatchObject([
    { pointer: "/bounce/bounceType" },
  ]);
  expect(bodyFaults(undelivered("OrderTopicUndelivered"), JSON.stringify(bounce))).not.toEqual([]);
});
