import { deadLetterDeleted } from "@donut/contracts/events/repair";
import { Failure } from "@donut/core/messaging/failure";
import { orderIn } from "@donut/core/order-queue/queued-order";
import { withdraw } from "@donut/core/order-queue/withdraw";
import { consume } from "./consume.ts";

/** A deleted dead letter that was not an order is ignored. */
export const handler = consume(deadLetterDeleted.schema, async ({ data }) => {
  const order = data.queue === "OrderQueueDlq" ? orderIn(data.body) : undefined;
  if (order && (await withdraw([order])).includes("busy"))
    throw new Failure("OrderBusy", "The order could not be settled: too many conflicts.", { retryable: true });
});
