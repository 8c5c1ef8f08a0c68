import { Failure } from "@donut/core/messaging/failure";
import { completion, settleProduction } from "@donut/core/restock/settle-production";
import { consume } from "./consume.ts";

export const handler = consume(completion, async (message) => {
  const result = await settleProduction(message);
  if (result.status === "unknown-product")
    throw new Failure("UnknownProduct", `There is no product ${message.productId}.`, { retryable: false });
  if (result.status === "unknown-order")
    throw new Failure("UnknownProductionOrder", `Nobody has ordered ${message.id}.`, { retryable: false });
  if (result.status === "mismatch") {
    const { productId, quantity } = result.ordered;
    const reason = `${message.id} is an order of ${quantity} × ${productId}, and the report says ${message.quantity} × ${message.productId}.`;
    throw new Failure("ReportMismatch", reason, { retryable: false });
  }
});
