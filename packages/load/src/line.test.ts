import { startShop } from "@donut/core/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookLine } from "./line.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

test("the benchmark of the order queue books every order, by tens and one by one", async () => {
  const url = process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "";
  expect(await bookLine(url, 12, 10)).toBeGreaterThan(0);
  expect(await bookLine(url, 3, 1)).toBeGreaterThan(0);
});
