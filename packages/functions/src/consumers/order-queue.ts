import { queuedOrder } from "@donut/core/order-line/queued-order";
import { serve } from "@donut/core/order-line/serve";
import { consumeInOrder } from "./consume-in-order.ts";

export const handler = consumeInOrder(queuedOrder, async (messages, giveUpAt) => {
  const orders = messages.map(({ message, tries }) => ({ ...message, crash: message.crash === true && tries === 1 }));
  const { served, crashed } = await serve(orders, giveUpAt);
  // What an operator asked for: the environment is gone in the middle of its work, nothing is tidied up.
  if (crashed) process.exit(1);
  return served;
});
