import { createHash } from "node:crypto";
import * as z from "zod";

export const customer = z.object({
  id: z.string(),
  email: z.string(),
  type: z.enum(["normal", "vip"]),
  /** When the customer became this type: when their first known order, or the large one, was placed. */
  since: z.iso.datetime(),
  /** The order that made the customer a VIP, and its units. */
  promotion: z.object({ orderId: z.string(), units: z.int().positive() }).optional(),
  /** When the marketing system was notified. */
  marketingToldAt: z.iso.datetime().optional(),
  correlationId: z.string(),
});
export type Customer = z.infer<typeof customer>;

/** The one partition of the `recent` index. */
export const customerKind = "customer";

/**
 * Derives the id under which others may see a customer. Customers are identified by their e-mail address in lower case.
 */
export function customerIdOf(email: string): string {
  return `cus_${createHash("sha256").update(`customer:${email}`).digest("hex").slice(0, 32)}`;
}
