import { alarmMessage } from "@donut/core/alert/alarm-message";
import { labGroupedMessage } from "@donut/core/lab/grouped-message";
import { labMessage } from "@donut/core/lab/message";
import { bounceNotice } from "@donut/core/mail/bounce";
import { queuedOrder } from "@donut/core/order-queue/queued-order";
import { pushOrder } from "@donut/core/push/notice";
import type { MessageSchemas } from "@donut/core/queues/message-schemas";
import { completion } from "@donut/core/restock/settle-production";
import { envelope } from "@donut/core/shopify/envelope";
import { samplesMessage } from "@donut/core/shopify/samples";
import { lineMessage } from "@donut/core/waiting-room/line";
import { tickMessage } from "@donut/core/waiting-room/ticks";
import { wishCall } from "@donut/core/wish/call-wishers";
import { productionMessage } from "@donut/partners/factory/schedule-production";

/** Message schemas of consumers, by queue, for messages other than the events that the queue's subscription accepts. */
export const messageSchemas: MessageSchemas = {
  StockInQueue: completion,
  FactoryProductionQueue: productionMessage,
  OrderQueue: queuedOrder,
  WaitingLineQueue: lineMessage,
  WaitingTickQueue: tickMessage,
  LabQueue: labMessage,
  LabGroupQueue: labGroupedMessage,
  ShopifyQueue: envelope,
  ShopifySampleQueue: samplesMessage,
  AdMailBounceQueue: bounceNotice,
  AlertQueue: alarmMessage,
  AlertMailQueue: alarmMessage,
  PushSendQueue: pushOrder,
  WishMailQueue: wishCall,
};
