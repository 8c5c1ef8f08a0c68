import { canGet, canPut, canSend, canUpdate } from "./access.ts";
import { auditTable } from "./audit.ts";
import { canBook, orderIdSecret, orderLine, orderLineTable, orderTable } from "./sales.ts";

const { queue, mapping } = orderLine;

const consumer = new sst.Linkable("OrderLineConsumer", { properties: { mapping: mapping.uuid } });

/** The order line for the console: the part of the operators' API that belongs to it. */
export const orderLineFunction = new sst.aws.Function("OrderLineFunction", {
  handler: "packages/functions/src/api/order-line.handler",
  link: [
    consumer,
    orderIdSecret,
    ...canBook,
    canGet(orderLineTable),
    canGet(orderTable),
    canSend(queue),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
  permissions: [
    // To serve the line by hand, as its consumer does, and to clear it.
    { actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"], resources: [queue.arn] },
    { actions: ["sqs:GetQueueAttributes"], resources: [queue.arn] },
    { actions: ["lambda:GetEventSourceMapping"], resources: [mapping.arn] },
  ],
});
