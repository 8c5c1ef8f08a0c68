import { shopifyOrderStored } from "@donut/contracts/events/shopify";
import { Failure } from "@donut/core/messaging/failure";
import { tellOfOrder } from "@donut/core/push/tell";
import { consume } from "./consume.ts";

export const handler = consume(shopifyOrderStored.schema, async (event) => {
  const result = await tellOfOrder(event);
  if (result.status === "busy")
    throw new Failure("PushBusy", "The order could not be collected: too many conflicts.", { retryable: true });
});
