import { createHash } from "node:crypto";
import * as z from "zod";

export const customer = z.object({
  id: z.string(),
  email: z.string(),
  type: z.enum(["normal", "vip"]),
  /** Since when they have this type: when their first known order, or the large one, was placed. */
  since: z.iso.datetime(),
  /** The order that made the customer a VIP, and its units. */
  promotion: z.object({ orderId: z.string(), units: z.int().positive() }).optional(),
  /** When the marketing system was told. */
  marketingToldAt: z.iso.datetime().optional(),
  correlationId: z.string(),
});
export type Customer = z.infer<typeof customer>;

/** The one partition of the `recent` index. */
export const customerKind = "customer";

/** A customer is identified by their e-mail, in lower case; where others can see it, by this id. */
export function customerIdOf(email: string): string {
  return `cus_${createHash("sha256").update(`customer:${email}`).digest("hex").slice(0, 32)}`;
}
