import { productionAccepted, shortageClosed, stockDepleted, stockReplenished } from "@donut/contracts/events/stock";
import { hearOfSupply } from "@donut/core/campaign/hear-of-supply";
import * as z from "zod";
import { consume } from "./consume.ts";

const stockEvent = z.discriminatedUnion("type", [
  stockDepleted.schema,
  productionAccepted.schema,
  stockReplenished.schema,
  shortageClosed.schema,
]);

export const handler = consume(stockEvent, hearOfSupply);
