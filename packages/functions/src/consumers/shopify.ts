import { envelope } from "@donut/core/shopify/envelope";
import { storeDeliveries } from "@donut/core/shopify/store";
import { consumeTogether } from "./consume-together.ts";

export const handler = consumeTogether(envelope, storeDeliveries);
