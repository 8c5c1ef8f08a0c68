import { Failure } from "@donut/core/messaging/failure";
import { completion, settleProduction } from "@donut/core/restock/settle-production";
import { consume } from "./consume.ts";

export const handler = consume(completion, async (message) => {
  const result = await settleProduction(message);
  if (result.status === "unknown-product")
    throw new Failure("UnknownProduct", `There is no product ${message.productId}.`, { retryable: false });
});
