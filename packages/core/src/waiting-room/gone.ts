import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { blockOf } from "@donut/contracts/waiting-line";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";
import { expiresAt } from "./ticket.ts";

/**
 * Sets of numbers, by block; adding twice is adding once. `gone`: those who stopped waiting out of their turn. `lobby`:
 * as whom those entered who left the lobby before numbers were drawn.
 */
export type GoneSet = "gone" | "lobby";

function blockName(block: number): string {
  return String(block).padStart(10, "0");
}

/** The parts of a transaction that add numbers, one for each block. */
export function addGone(numbers: number[], now: number, to: GoneSet = "gone"): TransactItem[] {
  return [...Map.groupBy(numbers, blockOf)].map(([block, added]) => ({
    Update: {
      TableName: Resource.WaitingTable.name,
      Key: { pk: to, sk: blockName(block) },
      UpdateExpression: "ADD numbers :added SET expiresAt = :expiresAt",
      ExpressionAttributeValues: { ":added": new Set(added), ":expiresAt": expiresAt(now) },
    },
  }));
}

export async function readGone(block: number): Promise<ReadonlySet<number>> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({
      TableName: Resource.WaitingTable.name,
      Key: { pk: "gone" satisfies GoneSet, sk: blockName(block) },
      ConsistentRead: true,
    }),
  );
  return numbersOf(item);
}

/** @returns the numbers in a set from a block on, by block; blocks without any are not there. */
export async function readGoneFrom(block: number, of: GoneSet = "gone"): Promise<Map<number, ReadonlySet<number>>> {
  const items = await queryAll({
    TableName: Resource.WaitingTable.name,
    KeyConditionExpression: "pk = :pk AND sk >= :first",
    ExpressionAttributeValues: { ":pk": of, ":first": blockName(block) },
    ConsistentRead: true,
  });
  return new Map(items.map((item) => [Number(item.sk), numbersOf(item)]));
}

function numbersOf(item: Record<string, unknown> | undefined): ReadonlySet<number> {
  return item?.numbers instanceof Set ? (item.numbers as Set<number>) : new Set();
}
