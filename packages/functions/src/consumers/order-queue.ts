import { queuedOrder } from "@donut/core/order-queue/queued-order";
import { serve } from "@donut/core/order-queue/serve";
import { Resource } from "sst";
import { consumeInOrder } from "./consume-in-order.ts";

export const handler = consumeInOrder(
  queuedOrder,
  async (messages, giveUpAt) => {
    const orders = messages.map(({ message, tries }) => ({ ...message, crash: message.crash === true && tries === 1 }));
    const { served, crashed } = await serve(orders, giveUpAt);
    // An operator asked to see a crash: the environment dies at once, without cleaning up.
    if (crashed) process.exit(1);
    return served;
  },
  { deadLetters: () => Resource.OrderQueueDlq.url },
);
