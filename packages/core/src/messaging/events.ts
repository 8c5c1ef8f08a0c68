import * as z from "zod";
import { campaignEvents } from "../campaign/events.ts";
import { customerMarketingTold, customerPromoted } from "../customer/events.ts";
import { indexRequested } from "../dead-letters/events.ts";
import { orderPlaced, orderSoldElsewhere } from "../order/events.ts";
import { pushDigestOpened } from "../push/events.ts";
import { letterDeleted, repairRequested } from "../repair/events.ts";
import { productionAccepted, productionFailed } from "../restock/events.ts";
import {
  shopifyDeliveryGivenUp,
  shopifyOrderServed,
  shopifyOrderStored,
  shopifyPrivacyRequested,
  shopifySkuMapped,
} from "../shopify/events.ts";
import { stockDepleted, stockReplenished, stockReserved } from "../stock/events.ts";

/** Everything that travels over a topic. */
export const anyEvent = z.discriminatedUnion("type", [
  orderPlaced.schema,
  orderSoldElsewhere.schema,
  stockDepleted.schema,
  stockReplenished.schema,
  stockReserved.schema,
  productionAccepted.schema,
  productionFailed.schema,
  campaignEvents.managerAsked.schema,
  campaignEvents.mailBounced.schema,
  campaignEvents.stopRequested.schema,
  campaignEvents.stopWithdrawn.schema,
  campaignEvents.stopped.schema,
  campaignEvents.mayResume.schema,
  campaignEvents.resumed.schema,
  customerPromoted.schema,
  customerMarketingTold.schema,
  repairRequested.schema,
  indexRequested.schema,
  letterDeleted.schema,
  shopifyOrderStored.schema,
  shopifyOrderServed.schema,
  shopifyDeliveryGivenUp.schema,
  shopifySkuMapped.schema,
  shopifyPrivacyRequested.schema,
  pushDigestOpened.schema,
]);
export type AnyEvent = z.infer<typeof anyEvent>;
