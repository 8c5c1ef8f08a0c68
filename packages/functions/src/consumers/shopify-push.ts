import { shopifyOrderStored } from "@donut/contracts/events/shopify";
import { tellOfOrders } from "@donut/core/push/tell";
import { consumeTogether } from "./consume-together.ts";

export const handler = consumeTogether(shopifyOrderStored.schema, async (events, giveUpAt) => {
  const told = await tellOfOrders(events, giveUpAt);
  return told.map(({ status }) => status !== "busy");
});
