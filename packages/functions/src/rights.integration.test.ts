import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Graph, Permission } from "@donut/offline/graph/types";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSystem, type TestSystem } from "./testing-system.ts";

const patience = { timeout: 90_000, interval: 100 };
const stockTable = "arn:aws:dynamodb:us-east-1:000000000000:table/StockTable";
let system: TestSystem;

// What stacks/restock.ts would deploy without `canUpdate(stockTable)` among the links of StockInQueue's consumer, which
// may still read the table.
beforeAll(async () => {
  system = await startSystem(
    (graph) => without(graph, "StockInQueueConsumer", { actions: ["dynamodb:UpdateItem"], resources: [stockTable] }),
    (refusal) => refusal.includes("the role of StockInQueueConsumer"),
  );
});
afterAll(() => system?.stop());

test("a call without a link fails as on AWS, and the log names what is missing", async () => {
  await system.call("FactoryApi", "/behaviour", {
    method: "PUT",
    body: { productionSeconds: 0 },
    headers: { "x-api-key": "factory-dev-key" },
  });
  const lines = [{ productId: "hoyong-special", quantity: 20 }];
  const order = { lines, customer: { email: "you@example.com" } };
  const answer = await system.call("SalesApi", "/orders", {
    method: "POST",
    body: order,
    headers: { "idempotency-key": "an-order-without-the-link" },
  });
  expect(answer.status).toBe(201);

  const log = await vi.waitUntil(async () => {
    const text = await readFile(join(system.dataDir, "logs/StockInQueueConsumer.log"), "utf8").catch(() => "");
    return text.includes("is not authorized to perform") && text;
  }, patience);
  expect(log).toContain(
    "User: arn:aws:sts::000000000000:assumed-role/StockInQueueConsumerRole/StockInQueueConsumer is not authorized to " +
      `perform: dynamodb:UpdateItem on resource: ${stockTable} ` +
      "because no identity-based policy allows the dynamodb:UpdateItem action",
  );
  expect(system.refusals).toEqual([
    expect.stringContaining(
      "the role of StockInQueueConsumer needs the statement " +
        `{"Effect":"Allow","Action":"dynamodb:UpdateItem","Resource":"${stockTable}"}`,
    ),
  ]);
}, 120_000);

function without(graph: Graph, name: string, { actions, resources }: Permission): Graph {
  const isTaken = (it: Permission) => actions[0] === it.actions[0] && resources[0] === it.resources[0];
  return {
    ...graph,
    functions: graph.functions.map((fn) =>
      fn.name === name ? { ...fn, permissions: fn.permissions.filter((it) => !isTaken(it)) } : fn,
    ),
  };
}
