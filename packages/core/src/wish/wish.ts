import { createHash } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";

/** Somebody wants one mail when a sold-out product can be ordered again. There is one for a product and an address. */
export const wish = z.object({
  productId: z.string(),
  /** The holder: derived from the address. */
  id: z.string(),
  /** Names the one mail that the wish ends with. */
  wishId: z.string(),
  email: z.string(),
  /** In which the mail is written: that of the last request. */
  language: z.enum(["en", "ko"]),
  /** Every request for it. It is over when all of them have been taken back. */
  asks: z.set(z.string()),
  askedAt: z.iso.datetime(),
  /** Test traffic: nobody is mailed. */
  test: z.boolean().optional(),
  /** Seconds since the epoch. */
  expiresAt: z.number(),
  /** How often the sweep has called for its mail, and when it will again. */
  calls: z.int().optional(),
  callAt: z.iso.datetime().optional(),
});
export type Wish = z.infer<typeof wish>;

/** The key of a wish, and which one: another wish with the same key has another `wishId`. */
export type WishRef = Pick<Wish, "productId" | "id" | "wishId">;

/** Days after which a wish that could not be fulfilled is forgotten. */
const keptForDays = 90;

export function wishEnd(now = Date.now()): number {
  return now + keptForDays * 24 * 3600_000;
}

/** @param email in lower case */
export function holderOf(email: string): string {
  return createHash("sha256").update(`wish:${email}`).digest("base64url").slice(0, 32);
}

/** @returns the wish, if it still stands */
export async function readWish({ productId, id }: Pick<WishRef, "productId" | "id">): Promise<Wish | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.WishTable.name, Key: { productId, id }, ConsistentRead: true }),
  );
  return item && standing(item);
}

/** DynamoDB deletes expired items up to two days late. */
export function standing(item: Record<string, unknown>, now = Date.now()): Wish | undefined {
  const found = wish.safeParse(item).data;
  return found && found.expiresAt * 1000 > now ? found : undefined;
}
