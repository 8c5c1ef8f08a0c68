import { shopifyDeliveryGivenUp } from "@donut/contracts/events/shopify";
import { Failure } from "@donut/core/messaging/failure";
import { isOpen } from "@donut/core/shopify/given-up";
import { consume } from "./consume.ts";

/**
 * Fails until somebody has retried the delivery, so that the message goes to the dead-letter queue and raises the alarm
 * for operators.
 */
export const handler = consume(shopifyDeliveryGivenUp.schema, async ({ data }) => {
  if (!(await isOpen(data))) return;
  const { topic, webhookId, pointer, reason } = data;
  throw new Failure("DeliveryGivenUp", `${topic} ${webhookId}: ${[pointer, reason].filter(Boolean).join(" ")}`, {
    retryable: false,
  });
});
