import { afterAll, beforeAll, expect, test } from "vitest";
import { donuts } from "../catalog/donuts.ts";
import { startShop } from "../testing.ts";
import { batchWrite } from "./batch-write.ts";
import { queryAll, queryPages } from "./query-page.ts";
import { scanAll, scanPages } from "./scan-all.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const idsOf = (items: Record<string, unknown>[]) => items.map(({ id }) => id).sort();
const sold = donuts.map(({ id }) => id).sort();

test("a scan goes on past its first page, as often as it is made", async () => {
  const scan = { TableName: "ProductTable", Limit: 2 };
  expect(idsOf(await scanAll(scan))).toEqual(sold);
  const pages = [];
  for await (const page of scanPages(scan)) pages.push(page);
  expect(pages.length).toBeGreaterThanOrEqual(sold.length / 2);
  expect(Math.max(...pages.map(({ length }) => length))).toBe(2);
  expect(idsOf(pages.flat())).toEqual(sold);
});

test("a scan goes on past pages whose items its filter rejects", async () => {
  const scan = {
    TableName: "ProductTable",
    FilterExpression: "id = :id",
    ExpressionAttributeValues: { ":id": "glazed" },
    ConsistentRead: true,
    Limit: 1,
  };
  expect(idsOf(await scanAll(scan))).toEqual(["glazed"]);
});

test("a query goes on past its first page, in order, as often as it is made, from where it is told to start", async () => {
  const steps = Array.from({ length: 5 }, (_, at) => ({ correlationId: "paged", at: String(at) }));
  await batchWrite(
    "JourneyTable",
    steps.map((Item) => ({ PutRequest: { Item } })),
  );
  const query = {
    TableName: "JourneyTable",
    KeyConditionExpression: "correlationId = :id",
    ExpressionAttributeValues: { ":id": "paged" },
    Limit: 2,
  };
  expect(await queryAll(query)).toEqual(steps);
  const pages = [];
  for await (const page of queryPages({ ...query, ExclusiveStartKey: steps[0] })) pages.push(page);
  expect(pages.slice(0, 2)).toEqual([steps.slice(1, 3), steps.slice(3)]);
  expect(await queryAll(query)).toEqual(steps);
});
