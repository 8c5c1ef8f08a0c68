import * as z from "zod";
import { defineEvent } from "./event.ts";

// Without the e-mail address: the timeline shows events to anyone who has the order id.

/** `orderId` is the order that made the customer a VIP, `units` how many donuts it contained. */
export const customerPromoted = defineEvent(
  "customer.promoted",
  "customer",
  z.object({ customerId: z.string(), customerType: z.literal("vip"), orderId: z.string(), units: z.int().positive() }),
);

export const customerMarketingTold = defineEvent(
  "customer.marketing_told",
  "customer",
  z.object({ customerId: z.string(), customerType: z.literal("vip") }),
);
