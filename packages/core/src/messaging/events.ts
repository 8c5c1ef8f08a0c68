import { z } from "zod";
import { orderPlaced } from "../order/events.ts";
import { productionAccepted, productionFailed } from "../restock/events.ts";
import { stockDepleted, stockReplenished } from "../stock/events.ts";

/** Everything that travels over a topic. */
export const anyEvent = z.discriminatedUnion("type", [
  orderPlaced.schema,
  stockDepleted.schema,
  stockReplenished.schema,
  productionAccepted.schema,
  productionFailed.schema,
]);
export type AnyEvent = z.infer<typeof anyEvent>;
