import { orderSold } from "@donut/contracts/events/order";
import { promote } from "@donut/core/customer/promote";
import { Failure } from "@donut/core/messaging/failure";
import { consume } from "./consume.ts";

export const handler = consume(orderSold, async (event) => {
  const result = await promote(event);
  if (result.status === "busy")
    throw new Failure("CustomerBusy", "The customer could not be changed: too many conflicts.", { retryable: true });
});
