import { shopifySkuMapped } from "@donut/contracts/events/shopify";
import { Failure } from "@donut/core/messaging/failure";
import { replaySku } from "@donut/core/shopify/map-sku";
import { consume } from "./consume.ts";

const patienceMs = 7_000;

export const handler = consume(shopifySkuMapped.schema, async ({ data: { sku } }) => {
  if (await replaySku(sku, Date.now() + patienceMs)) return;
  // Orders already processed stay so; the next try continues with the rest.
  throw new Failure("MoreToTakeUp", `Not all orders with ${sku} could be taken up in time.`, {
    retryable: true,
    retryAfterSeconds: 1,
  });
});
