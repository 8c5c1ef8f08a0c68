import { orderPlaced } from "@donut/contracts/events/order";
import { confirmOrder } from "@donut/core/order-mail/confirm-order";
import { consume } from "./consume.ts";
import { mailFailure } from "./mail-failure.ts";

export const handler = consume(orderPlaced.schema, async (event, { signal }) => {
  const result = await confirmOrder(event, signal);
  if (result.status === "failed" || result.status === "being-sent") throw mailFailure(result);
});
