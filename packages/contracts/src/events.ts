import * as z from "zod";
import { campaignEvents } from "./events/campaign.ts";
import { customerMarketingTold, customerPromoted } from "./events/customer.ts";
import { orderPlaced, orderSoldElsewhere } from "./events/order.ts";
import { pushDigestOpened } from "./events/push.ts";
import { deadLetterDeleted, indexRequested, repairRequested } from "./events/repair.ts";
import {
  shopifyDeliveryGivenUp,
  shopifyOrderServed,
  shopifyOrderStored,
  shopifyPrivacyRequested,
  shopifySkuMapped,
} from "./events/shopify.ts";
import {
  productionAccepted,
  productionFailed,
  shortageClosed,
  shortageOverdue,
  stockAdded,
  stockDepleted,
  stockReplenished,
  stockReserved,
} from "./events/stock.ts";
import type { Subject, ToldSubject } from "./subjects.ts";

/** Everything that travels over the topics, by subject. */
export const events = {
  order: [orderPlaced, orderSoldElsewhere],
  stock: [
    stockDepleted,
    stockReplenished,
    stockAdded,
    stockReserved,
    productionAccepted,
    productionFailed,
    shortageOverdue,
    shortageClosed,
  ],
  campaign: [
    campaignEvents.managerAsked,
    campaignEvents.mailBounced,
    campaignEvents.stopRequested,
    campaignEvents.stopWithdrawn,
    campaignEvents.stopped,
    campaignEvents.mayResume,
    campaignEvents.resumed,
  ],
  customer: [customerPromoted, customerMarketingTold],
  repair: [repairRequested, indexRequested, deadLetterDeleted],
  shopify: [
    shopifyOrderStored,
    shopifyOrderServed,
    shopifyDeliveryGivenUp,
    shopifySkuMapped,
    shopifyPrivacyRequested,
    pushDigestOpened,
  ],
} as const satisfies { [S in Subject]: readonly { subject: S }[] };

type Definition = (typeof events)[Subject][number];

const [first, ...others] = Object.values(events)
  .flat()
  .map(({ schema }: Definition) => schema) as [Definition["schema"], ...Definition["schema"][]];

export const anyEvent = z.discriminatedUnion("type", [first, ...others]);
export type AnyEvent = z.infer<typeof anyEvent>;
export type EventType = AnyEvent["type"];

/** Types of the events that customers see in the timeline of their order. */
export type ToldEventType = (typeof events)[ToldSubject][number]["type"];
