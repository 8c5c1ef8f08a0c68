import { alarmMessage } from "@donut/core/alert/alarm-message";
import { labMessage } from "@donut/core/lab/message";
import { bounceNotice } from "@donut/core/mail/bounce";
import { queuedOrder } from "@donut/core/order-queue/queued-order";
import { pushOrder } from "@donut/core/push/notice";
import type { MessageSchemas } from "@donut/core/queues/message-schemas";
import { completion } from "@donut/core/restock/settle-production";
import { envelope } from "@donut/core/shopify/envelope";
import { productionMessage } from "@donut/partners/factory/schedule-production";

/** What the consumers of queues take, by queue, where it is not the events that the queue's subscription lets through. */
export const messageSchemas: MessageSchemas = {
  StockInQueue: completion,
  FactoryProductionQueue: productionMessage,
  OrderQueue: queuedOrder,
  LabQueue: labMessage,
  ShopifyQueue: envelope,
  AdMailBounceQueue: bounceNotice,
  AlertQueue: alarmMessage,
  AlertMailQueue: alarmMessage,
  PushSendQueue: pushOrder,
};
