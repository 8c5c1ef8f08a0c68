import * as z from "zod";
import { defineEvent } from "./event.ts";

/** How a shortage began that goes on under a new id, because its production failed. */
export const firstShortage = z.object({ shortageId: z.string(), since: z.iso.datetime() });

/** `available` is what was left when the shortage opened, `quantity` what the factory is asked for. */
export const stockDepleted = defineEvent(
  "stock.depleted",
  "stock",
  z.object({
    shortageId: z.string(),
    productId: z.string(),
    quantity: z.int().positive(),
    available: z.int().nonnegative(),
    first: firstShortage.optional(),
  }),
);

export const stockReplenished = defineEvent(
  "stock.replenished",
  "stock",
  z.object({ productionOrderId: z.string(), productId: z.string(), quantity: z.int().positive() }),
);

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

/** What has come in for whoever is owed it; `missing` is what they still wait for. */
export const stockReserved = defineEvent(
  "stock.reserved",
  "stock",
  z.object({ productId: z.string(), units: z.int().positive(), missing: z.int().nonnegative() }),
);

/** A shortage has lasted longer than it should: the factory was asked again, or about it, for the `asks`-th time. */
export const shortageOverdue = defineEvent(
  "shortage.overdue",
  "stock",
  z.object({
    shortageId: z.string(),
    productId: z.string(),
    quantity: z.int().positive(),
    since: z.iso.datetime().optional(),
    asks: z.int().positive(),
    /** What is known of its production. */
    reason: z.string(),
  }),
);

/** An operator has closed a shortage: nothing is expected for it any more. */
export const shortageClosed = defineEvent(
  "shortage.closed",
  "stock",
  z.object({ shortageId: z.string(), productId: z.string(), available: z.int().nonnegative() }),
);
