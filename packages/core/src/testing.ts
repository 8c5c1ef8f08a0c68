import { readFile } from "node:fs/promises";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { type AnyEvent, anyEvent } from "@donut/contracts/events";
import type { Graph } from "@donut/offline/graph/types";
import { startTestTables } from "@donut/offline/testing";
import { dynamodb } from "./aws/clients.ts";
import { scanAll } from "./aws/scan-all.ts";
import { readCatalog } from "./catalog/catalog.ts";
import type { Product } from "./catalog/product.ts";
import { seedCatalog } from "./seed-catalog.ts";
import { stockKey } from "./stock/stock-item.ts";

/**
 * Starts a DynamoDB with the deployed tables and the catalogue, and points this process's `Resource` and SDK clients at
 * it. `links` is merged into `Resource`.
 */
export async function startShop(links: Record<string, unknown> = {}): Promise<{ stop(): Promise<void> }> {
  const { graph } = JSON.parse(await readFile(new URL("../../../graph.json", import.meta.url), "utf8")) as {
    graph: Graph;
  };
  const tables = await startTestTables(graph.tables);
  const resources = Object.fromEntries([
    ...graph.tables.map(({ name }) => [name, { name }]),
    ...graph.secrets.map(({ name }) => [name, { value: `${name} of a test` }]),
  ]);
  Object.assign(process.env, tables.environment, {
    SST_RESOURCES_JSON: JSON.stringify({ App: { name: "donut-states", stage: "test" }, ...resources, ...links }),
  });
  await seedCatalog();
  return tables;
}

/** @returns every announced event, oldest first. */
export async function announced(): Promise<AnyEvent[]> {
  const items = await readAll("OutboxTable");
  const events = items.map(({ body }) => anyEvent.parse(JSON.parse(String(body))));
  return events.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function readAll(table: string): Promise<Record<string, unknown>[]> {
  return scanAll({ TableName: table });
}

/** @returns new products, each with this many units in stock */
export async function newProducts(count: number, initial: number): Promise<Product[]> {
  const products = Array.from({ length: count }, () => ({
    id: `donut-${crypto.randomUUID()}`,
    name: { en: "Test", ko: "시험" },
    description: { en: "Test", ko: "시험" },
    allergens: [],
    price: 1000,
    reorderPoint: 5,
    restockQuantity: 10,
  }));
  for (const product of products) {
    await dynamodb.send(new PutCommand({ TableName: "ProductTable", Item: product }));
    await dynamodb.send(
      new PutCommand({ TableName: "StockTable", Item: { ...stockKey(product.id), available: initial, price: 1000 } }),
    );
  }
  await readCatalog(0);
  return products;
}
