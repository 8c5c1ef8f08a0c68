import { shopifyPrivacyRequested } from "@donut/contracts/events/shopify";
import { Failure } from "@donut/core/messaging/failure";
import { honour } from "@donut/core/shopify/privacy";
import { forgetWishesOf } from "@donut/core/wish/take-back";
import { consume } from "./consume.ts";

const patienceMs = 50_000;

export const handler = consume(shopifyPrivacyRequested.schema, async ({ data }) => {
  if (await honour(data, Date.now() + patienceMs, forgetWishesOf)) return;
  // What has been erased stays erased; the next try continues with the rest.
  throw new Failure("MoreToForget", "Not all could be forgotten in time.", { retryable: true, retryAfterSeconds: 1 });
});
