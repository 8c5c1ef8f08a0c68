import { stockReserved } from "@donut/contracts/events/stock";
import { Failure } from "@donut/core/messaging/failure";
import { handOut } from "@donut/core/shopify/hand-out";
import { consume } from "./consume.ts";

const patienceMs = 7_000;

export const handler = consume(stockReserved.schema, async ({ data: { productId } }) => {
  if (await handOut(productId, Date.now() + patienceMs)) return;
  throw new Failure("StockBusy", `What is reserved of ${productId} could not be handed out: too many conflicts.`, {
    retryable: true,
  });
});
