import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { readCatalog } from "../catalog/catalog.ts";
import { holderOf, readWish, type Wish, type WishRef } from "./wish.ts";
import type { UndoLink } from "./wish-links.ts";

/** Takes back one request; with the last one, the wish ends. Again, it changes nothing. */
export async function takeBack({ productId, id, ask }: Omit<UndoLink, "expiresAt">): Promise<void> {
  const isLast = await unlessRefused(
    new DeleteCommand({
      TableName: Resource.WishTable.name,
      Key: { productId, id },
      ConditionExpression: "contains(asks, :ask) AND size(asks) = :one",
      ExpressionAttributeValues: { ":ask": ask, ":one": 1 },
    }),
  );
  if (isLast) return;
  const isOneOfMany = await unlessRefused(
    new UpdateCommand({
      TableName: Resource.WishTable.name,
      Key: { productId, id },
      UpdateExpression: "DELETE asks :asks",
      ConditionExpression: "contains(asks, :ask) AND size(asks) > :one",
      ExpressionAttributeValues: { ":ask": ask, ":asks": new Set([ask]), ":one": 1 },
    }),
  );
  if (isOneOfMany) return;
  // Another request may have been taken back in between.
  if ((await readWish({ productId, id }))?.asks.has(ask)) await takeBack({ productId, id, ask });
}

/** @returns what a holder still waits for */
export async function wishesOf(id: string): Promise<Wish[]> {
  const products = [...(await readCatalog()).keys()];
  const wishes = await Promise.all(products.map((productId) => readWish({ productId, id })));
  return wishes.filter((it) => it !== undefined);
}

/** Ends all wishes of a holder. */
export async function endWishesOf(id: string): Promise<void> {
  await Promise.all([...(await readCatalog()).keys()].map((productId) => remove({ productId, id })));
}

/** Forgets a person who has asked to be forgotten. */
export function forgetWishesOf(email: string): Promise<void> {
  return endWishesOf(holderOf(email));
}

/** Ends this wish; a later one with the same key stays. */
export async function endWish({ productId, id, wishId }: WishRef): Promise<void> {
  await unlessRefused(
    new DeleteCommand({
      TableName: Resource.WishTable.name,
      Key: { productId, id },
      ConditionExpression: "wishId = :wishId",
      ExpressionAttributeValues: { ":wishId": wishId },
    }),
  );
}

async function remove(key: Pick<WishRef, "productId" | "id">): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName: Resource.WishTable.name, Key: key }));
}

/** @returns whether its condition held */
async function unlessRefused(write: DeleteCommand | UpdateCommand): Promise<boolean> {
  try {
    await dynamodb.send(write as DeleteCommand);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
