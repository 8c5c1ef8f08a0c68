import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { queryPages } from "../aws/query-page.ts";
import { readStock } from "../stock/stock-item.ts";
import { sendCalls } from "./call-wishers.ts";
import { standing, type Wish } from "./wish.ts";

export interface WishSweep {
  /** Wishes for products that are there, whose holders should have been told by now. */
  called: number;
}

const firstMs = 10 * 60_000;
const longestMs = 24 * 3600_000;
const atOnce = 100;

/** Makes up for lost messages about stock and wishes: calls again for the mail of wishes that could be fulfilled. */
export async function sweepWishes(giveUpAt: number, now = Date.now()): Promise<WishSweep> {
  const swept: WishSweep = { called: 0 };
  const there = [...(await readStock()).values()].filter(({ available }) => available > 0);
  for (const { productId } of there) {
    const pages = queryPages({
      TableName: Resource.WishTable.name,
      KeyConditionExpression: "productId = :productId",
      FilterExpression: "(attribute_not_exists(callAt) AND askedAt < :late) OR callAt < :now",
      ExpressionAttributeValues: {
        ":productId": productId,
        ":late": new Date(now - firstMs).toISOString(),
        ":now": new Date(now).toISOString(),
      },
      Limit: atOnce,
    });
    for await (const page of pages) {
      if (Date.now() > giveUpAt) return swept;
      const due = await called(
        page.flatMap((item) => standing(item, now) ?? []),
        now,
      );
      await sendCalls(due);
      swept.called += due.length;
    }
  }
  return swept;
}

/** Notes when to call again; each interval is twice as long as the previous one. @returns those that still stand */
async function called(wishes: Wish[], now: number): Promise<Wish[]> {
  const noted = await Promise.all(
    wishes.map(async (wish) => {
      const { productId, id, wishId, calls = 0 } = wish;
      const next = new Date(now + Math.min(longestMs, firstMs * 2 ** calls)).toISOString();
      try {
        await dynamodb.send(
          new UpdateCommand({
            TableName: Resource.WishTable.name,
            Key: { productId, id },
            UpdateExpression: "SET calls = :calls, callAt = :next",
            ConditionExpression: "wishId = :wishId",
            ExpressionAttributeValues: { ":calls": calls + 1, ":next": next, ":wishId": wishId },
          }),
        );
        return [wish];
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return [];
        throw error;
      }
    }),
  );
  return noted.flat();
}
