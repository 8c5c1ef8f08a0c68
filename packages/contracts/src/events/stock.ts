import * as z from "zod";
import { defineEvent } from "./event.ts";

/** The beginning of a shortage that continues under a new id because its production failed. */
export const firstShortage = z.object({ shortageId: z.string(), since: z.iso.datetime() });

/** `available` is what was left when the shortage opened, `quantity` how many units the factory is asked for. */
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

/**
 * Units can be ordered that did not come from the factory: an operator has counted them, or customers elsewhere have
 * returned them or no longer want what they were owed.
 */
export const stockAdded = defineEvent(
  "stock.added",
  "stock",
  z.object({ productId: z.string(), units: z.int().positive() }),
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

/** Units have come in for those who are owed them; `missing` is what they still wait for. */
export const stockReserved = defineEvent(
  "stock.reserved",
  "stock",
  z.object({ productId: z.string(), units: z.int().positive(), missing: z.int().nonnegative() }),
);

/** A shortage has lasted too long: the factory was asked again, or about its progress, for the `asks`-th time. */
export const shortageOverdue = defineEvent(
  "shortage.overdue",
  "stock",
  z.object({
    shortageId: z.string(),
    productId: z.string(),
    quantity: z.int().positive(),
    since: z.iso.datetime().optional(),
    asks: z.int().positive(),
    /** The known state of its production. */
    reason: z.string(),
  }),
);

/** An operator has closed a shortage: nothing more is expected for it. */
export const shortageClosed = defineEvent(
  "shortage.closed",
  "stock",
  z.object({ shortageId: z.string(), productId: z.string(), available: z.int().nonnegative() }),
);
