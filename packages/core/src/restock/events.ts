import * as z from "zod";
import { defineEvent } from "../messaging/event.ts";
import { firstShortage } from "../stock/events.ts";

export const productionAccepted = defineEvent(
  "production.accepted",
  "stock",
  z.object({
    productionOrderId: z.string(),
    productId: z.string(),
    quantity: z.int().positive(),
    expectedAt: z.iso.datetime(),
    first: firstShortage.optional(),
  }),
);

export const productionFailed = defineEvent(
  "production.failed",
  "stock",
  z.object({
    productionOrderId: z.string(),
    productId: z.string(),
    quantity: z.int().positive(),
    reason: z.string(),
  }),
);
