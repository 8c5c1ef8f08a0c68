import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { isTestAddress } from "@donut/contracts/test-traffic";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { takeBack } from "./take-back.ts";
import { holderOf, wishEnd } from "./wish.ts";
import { undoToken } from "./wish-links.ts";

export interface WishRequest {
  productId: string;
  /** In lower case. */
  email: string;
  language: "en" | "ko";
}

export type Asked =
  /** The same answer whether or not the address had this wish already: others must not learn that. */
  | { status: "asked"; until: string; undo: string }
  /** It can be ordered now; there is nothing to wait for. */
  | { status: "in-stock"; available: number }
  | { status: "unknown-product" }
  /** Too many wishes for this product, or of this address, today. */
  | { status: "too-many"; of: "product" | "address" };

/** Far more than a person needs, and few enough that nobody's mailbox is flooded on somebody else's behalf. */
export const mostPerAddress = 40;
const mostPerProduct = 20_000;
const mostAsks = 10;

/** Notes that somebody wants a mail when a product is back. Asking again changes nothing but the language and the end. */
export async function askToBeNotified({ productId, email, language }: WishRequest, secret: string): Promise<Asked> {
  if (!(await readCatalog()).has(productId)) return { status: "unknown-product" };
  const there = await availableOf(productId);
  if (there > 0) return { status: "in-stock", available: there };
  const id = holderOf(email);
  // Counted whether or not there is such a wish, so the limit tells nobody either.
  if (!(await countedWithin(`address#${id}`, mostPerAddress))) return { status: "too-many", of: "address" };
  if (!(await countedWithin(`product#${productId}`, mostPerProduct))) return { status: "too-many", of: "product" };
  const ask = randomUUID();
  const end = wishEnd();
  await store({ productId, email, language }, { id, ask, end });
  // Read after the wish is stored: whoever adds stock from now on finds the wish.
  const available = await availableOf(productId);
  if (available > 0) {
    await takeBack({ productId, id, ask });
    return { status: "in-stock", available };
  }
  const undo = undoToken({ productId, id, ask, expiresAt: end }, secret);
  return { status: "asked", until: new Date(end).toISOString(), undo };
}

async function availableOf(productId: string): Promise<number> {
  return (await readStockItem(productId))?.available ?? 0;
}

async function store(
  { productId, email, language }: WishRequest,
  { id, ask, end }: { id: string; ask: string; end: number },
): Promise<void> {
  const write = (alsoAsk: boolean) =>
    dynamodb.send(
      new UpdateCommand({
        TableName: Resource.WishTable.name,
        Key: { productId, id },
        UpdateExpression:
          "SET wishId = if_not_exists(wishId, :wishId), askedAt = if_not_exists(askedAt, :now), email = :email, " +
          `#language = :language, expiresAt = :end${isTestAddress(email) ? ", test = :test" : ""}` +
          (alsoAsk ? " ADD asks :ask" : ""),
        ConditionExpression: alsoAsk ? "attribute_not_exists(asks) OR size(asks) < :most" : "attribute_exists(asks)",
        ExpressionAttributeNames: { "#language": "language" },
        ExpressionAttributeValues: {
          ":wishId": randomUUID(),
          ":now": new Date().toISOString(),
          ":email": email,
          ":language": language,
          ":end": Math.floor(end / 1000),
          ...(isTestAddress(email) && { ":test": true }),
          ...(alsoAsk && { ":ask": new Set([ask]), ":most": mostAsks }),
        },
      }),
    );
  try {
    await write(true);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // It has been asked for so often that this request cannot be taken back separately.
    await write(false);
  }
}

/** Counts a request per day. @returns false if there were `most` already */
async function countedWithin(what: string, most: number, now = Date.now()): Promise<boolean> {
  const day = new Date(now).toISOString().slice(0, 10);
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.WishTable.name,
        Key: { productId: `asked#${what}`, id: day },
        UpdateExpression: "ADD #count :one SET expiresAt = :end",
        ConditionExpression: "attribute_not_exists(#count) OR #count < :most",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":one": 1, ":most": most, ":end": Math.floor(now / 1000) + 2 * 24 * 3600 },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
