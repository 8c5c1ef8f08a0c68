import { customerPromoted } from "@donut/contracts/events/customer";
import { notifyMarketing } from "@donut/core/customer/notify-marketing";
import { Failure } from "@donut/core/messaging/failure";
import { consume } from "./consume.ts";

export const handler = consume(customerPromoted.schema, async ({ data }, { signal }) => {
  const result = await notifyMarketing(data.customerId, signal);
  if (result.status === "refused") throw new Failure("MarketingRefused", result.reason, { retryable: false });
  if (result.status === "unavailable") throw new Failure("MarketingUnavailable", result.reason, { retryable: true });
  if (result.status === "no-vip")
    throw new Failure("NoVip", `There is no VIP ${data.customerId}.`, { retryable: false });
});
