import { Failure } from "@donut/core/messaging/failure";
import { finishProduction, productionMessage } from "@donut/partners/factory/finish-production";
import { consume } from "./consume.ts";

export const handler = consume(productionMessage, async (message, { signal }) => {
  const result = await finishProduction(message, signal);
  if (result.status === "not-delivered") throw new Failure("CallbackFailed", result.reason, { retryable: true });
  if (result.status === "unknown-order")
    throw new Failure("UnknownOrder", `There is no production order ${message.id}.`, { retryable: false });
});
