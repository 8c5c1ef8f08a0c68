import { shopifyOrderStored } from "@donut/contracts/events/shopify";
import { notifyOfOrders } from "@donut/core/push/notify";
import { consumeTogether } from "./consume-together.ts";

export const handler = consumeTogether(shopifyOrderStored.schema, async (events, giveUpAt) => {
  const told = await notifyOfOrders(events, giveUpAt);
  return told.map(({ status }) => status !== "busy");
});
