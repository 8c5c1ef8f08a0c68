import { letterDeleted } from "@donut/contracts/events/repair";
import { Failure } from "@donut/core/messaging/failure";
import { orderIn } from "@donut/core/order-line/queued-order";
import { withdraw } from "@donut/core/order-line/withdraw";
import { consume } from "./consume.ts";

/** What was in the letter may have been no order: then nobody waits for it. */
export const handler = consume(letterDeleted.schema, async ({ data }) => {
  const order = data.queue === "OrderQueueDlq" ? orderIn(data.body) : undefined;
  if (order && (await withdraw([order])).includes("busy"))
    throw new Failure("OrderBusy", "The order could not be settled: too many conflicts.", { retryable: true });
});
