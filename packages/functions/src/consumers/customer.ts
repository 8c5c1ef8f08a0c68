import { orderSold } from "@donut/contracts/events/order";
import { knownCustomers } from "@donut/core/customer/known-customers";
import { register } from "@donut/core/customer/register";
import { Failure } from "@donut/core/messaging/failure";
import { consume } from "./consume.ts";

/** Kept for the lifetime of the environment; about a megabyte. */
const known = knownCustomers(10_000);

export const handler = consume(orderSold, async (event) => {
  const result = await register(event, known);
  if (result.status === "busy")
    throw new Failure("CustomerBusy", "The customer could not be added: too many conflicts.", { retryable: true });
});
