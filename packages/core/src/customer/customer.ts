import { createHash } from "node:crypto";
import * as z from "zod";

export const customer = z.object({
  id: z.string(),
  email: z.string(),
  type: z.enum(["normal", "vip"]),
  /** Of this type since: when the order was placed that made it so, the first one we heard of or a large one. */
  since: z.iso.datetime(),
  /** By which order the customer became a VIP, and what it had. */
  promotion: z.object({ orderId: z.string(), units: z.int().positive() }).optional(),
  /** When the marketing system had taken notice of the VIP. */
  marketingToldAt: z.iso.datetime().optional(),
  correlationId: z.string(),
});
export type Customer = z.infer<typeof customer>;

/** The one partition of the `recent` index. */
export const customerKind = "customer";

/** An e-mail (in lower case) identifies a customer; where others can see it, this id stands for it. */
export function customerIdOf(email: string): string {
  return `cus_${createHash("sha256").update(`customer:${email}`).digest("hex").slice(0, 32)}`;
}
