import { auditTable } from "./audit.ts";
import { canCheck, canCount, canGet, canPut, canQuery, canScan, canSend, canUpdate } from "./helpers/access.ts";
import { withEventStreams } from "./helpers/bundling.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { outboxTable, topics } from "./messaging.ts";
import { orderIdSecret, orderTable, productTable, stockTable } from "./sales-data.ts";
import { waitingTable } from "./waiting-room-data.ts";

/** The order queue's counters: the last number drawn, and whose turn it is. */
export const orderLineTable = new sst.aws.Dynamo("OrderLineTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

const canBook = [
  canScan(productTable),
  canUpdate(stockTable),
  canPut(orderTable),
  canPut(outboxTable),
  canUpdate(orderLineTable),
  canCheck(orderLineTable),
  // An order takes the seat of the customer whom the waiting room admitted.
  canUpdate(waitingTable),
];

/** Orders wait here for their turn, first come, first served, so that a rush never exceeds what the database can take. */
export const orderQueue = pipeline("OrderQueue", {
  subject: "order",
  fifo: true,
  consumer: {
    handler: "packages/functions/src/consumers/order-queue.handler",
    link: canBook,
    timeoutSeconds: 5,
    feeds: ["OrderTopic", "StockTopic"],
  },
  // How long an order is stuck if the function that books it dies halfway.
  visibilityTimeoutSeconds: 10,
  // All orders share one message group, so a failed order sends the rest of its batch back with it, although they have
  // not failed. This is SQS's maximum; the consumer moves orders that fail themselves to the dead-letter queue.
  tries: 1_000,
  givesUpItself: true,
  // Customers are waiting for the outcome.
  awaited: "order",
});

/** Orders whose dead letter was deleted by an operator: they are settled as not sold. */
pipeline("OrderWithdrawalQueue", {
  subject: "order",
  awaited: "withdrawal",
  from: { topic: topics.repair, events: ["letter.deleted"] },
  consumer: { handler: "packages/functions/src/consumers/order-withdrawal.handler", link: [canPut(orderTable)] },
});

/** Settles orders that no longer have a message as not sold, so that nobody waits for them forever. */
sweep("OrderSweep", {
  handler: "packages/functions/src/schedules/order-sweep.handler",
  link: [canQuery(orderTable, "waiting"), canPut(orderTable), canCount(orderQueue.queue), canCount(orderQueue.dlq)],
  minutes: 10,
});

const { queue, mapping } = orderQueue;

const consumer = new sst.Linkable("OrderLineConsumer", { properties: { mapping: mapping.uuid } });

/** The order queue's part of the operators' API. */
export const orderQueueFunction = new sst.aws.Function("OrderLineFunction", {
  handler: "packages/functions/src/api/order-queue.handler",
  nodejs: withEventStreams,
  link: [
    consumer,
    orderIdSecret,
    ...canBook,
    canGet(orderLineTable),
    canGet(orderTable),
    canGet(waitingTable),
    canSend(queue),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
  permissions: [
    // To book orders by hand, as the consumer does, and to clear the queue.
    { actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"], resources: [queue.arn] },
    { actions: ["sqs:GetQueueAttributes"], resources: [queue.arn] },
    { actions: ["lambda:GetEventSourceMapping"], resources: [mapping.arn] },
  ],
});
