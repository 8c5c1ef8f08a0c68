import { shopifyPrivacyRequested, shopifySkuMapped } from "@donut/contracts/events/shopify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { transact } from "../aws/transact.ts";
import { announced, newProducts, startShop } from "../testing.ts";
import { mapSku, replaySku } from "./map-sku.ts";
import { closeRequest, openRequestPut } from "./open-privacy.ts";
import { storeDeliveries } from "./store.ts";
import { sweepShopify } from "./sweep-shopify.ts";
import { arrival, shop, storedOrders } from "./testing.ts";

const minute = 60_000;
const actor = { id: "mina", name: "Mina", email: "mina@example.com" };
let database: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  database = await startShop({ ShopifyShop: { value: shop } });
});
afterAll(() => database.stop());

const soon = () => Date.now() + 30_000;
const sweepIn = (ms: number) => sweepShopify(soon(), Date.now() + ms);
const eventsOf = async (type: string) => (await announced()).filter((it) => it.type === type);

test("orders of a mapped SKU are processed again, even if the message about it was deleted", async () => {
  const [product] = await newProducts(1, 20);
  await storeDeliveries([arrival({ id: "620001", second: 1, pieces: { "box-of-6": 2 } })], soon());
  expect(await sweepIn(60 * minute)).toEqual({ skus: 0, privacyRequests: 0 });

  await mapSku({ sku: "box-of-6", productId: product?.id ?? "", units: 6 }, actor);
  expect(await sweepIn(9 * minute)).toEqual({ skus: 0, privacyRequests: 0 });
  expect(await sweepIn(11 * minute)).toEqual({ skus: 1, privacyRequests: 0 });
  const [first, second] = await eventsOf(shopifySkuMapped.type);
  expect(second?.data).toEqual(first?.data);

  expect(await replaySku("box-of-6", soon())).toBe(true);
  expect(await sweepIn(60 * minute)).toEqual({ skus: 0, privacyRequests: 0 });
  expect(await eventsOf(shopifySkuMapped.type)).toHaveLength(2);
  expect(await storedOrders()).toMatchObject([{ taken: { [product?.id ?? ""]: 12 } }]);
});

test("a privacy request is announced again until it has been carried out", async () => {
  const request = { shop, request: "customer-redact", webhookId: "w-1", deliveryId: "d-1" } as const;
  await transact([openRequestPut(request)]);
  expect(await sweepIn(9 * minute)).toMatchObject({ privacyRequests: 0 });
  expect(await sweepIn(11 * minute)).toMatchObject({ privacyRequests: 1 });
  expect(await eventsOf(shopifyPrivacyRequested.type)).toMatchObject([{ data: request }]);
  await closeRequest("d-1");
  expect(await sweepIn(60 * minute)).toMatchObject({ privacyRequests: 0 });
});
