import { blockOf } from "@donut/contracts/waiting-line";
import { Resource } from "sst";
import { batchGet } from "../aws/batch-get.ts";
import { queryAll } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";
import { expiresAt } from "./ticket.ts";

/**
 * Sets of numbers, by block. `gone`: numbers that stopped waiting before their turn. `lobby`: entries that left the
 * lobby before numbers were drawn.
 */
type GoneSet = "gone" | "lobby";

/**
 * The size of a block's set. A line of 250,000 has 500 blocks: their counts are a few kilobytes, but their sets are
 * not.
 */
const countKey = "gone-count";

function blockName(block: number): string {
  return String(block).padStart(10, "0");
}

/**
 * The transaction parts by which these numbers stop waiting: two for each block. The numbers must not have been added
 * before.
 */
export function addGone(numbers: number[], now: number): TransactItem[] {
  const blocks = [...Map.groupBy(numbers, blockOf)];
  return [...blocks.map(([block, added]) => addTo("gone", block, added, now)), ...blocks.map(countsOf)];

  function countsOf([block, added]: [number, number[]]): TransactItem {
    return {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: { pk: countKey, sk: blockName(block) },
        UpdateExpression: "ADD numbers :added SET expiresAt = :expiresAt",
        ExpressionAttributeValues: { ":added": new Set(added).size, ":expiresAt": expiresAt(now) },
      },
    };
  }
}

/** The transaction part that records the entry of somebody who has left the lobby; idempotent. */
export function addToLobbyLeavers(entry: number, now: number): TransactItem {
  return addTo("lobby", blockOf(entry), [entry], now);
}

function addTo(set: GoneSet, block: number, added: number[], now: number): TransactItem {
  return {
    Update: {
      TableName: Resource.WaitingTable.name,
      Key: { pk: set, sk: blockName(block) },
      UpdateExpression: "ADD numbers :added SET expiresAt = :expiresAt",
      ExpressionAttributeValues: { ":added": new Set(added), ":expiresAt": expiresAt(now) },
    },
  };
}

/** @returns the numbers in some blocks that are no longer waiting */
export async function readGone(blocks: number[]): Promise<Map<number, ReadonlySet<number>>> {
  if (blocks.length === 0) return new Map();
  const keys = blocks.map((block) => ({ pk: "gone" satisfies GoneSet, sk: blockName(block) }));
  const found = setsIn(await batchGet(Resource.WaitingTable.name, keys));
  return new Map(blocks.map((block) => [block, found.get(block) ?? new Set()]));
}

/**
 * @returns the count of numbers that are no longer waiting, by block, from a given one on; blocks without any are
 * absent
 */
export async function countGoneFrom(block: number): Promise<ReadonlyMap<number, number>> {
  const items = await queryFrom(countKey, block);
  return new Map(items.map(({ sk, numbers }) => [Number(sk), Number(numbers)]));
}

/** @returns the entries that left the lobby, by block, from a given one on */
export async function readLobbyLeaversFrom(block: number): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  return setsIn(await queryFrom("lobby" satisfies GoneSet, block));
}

function queryFrom(pk: string, block: number) {
  return queryAll({
    TableName: Resource.WaitingTable.name,
    KeyConditionExpression: "pk = :pk AND sk >= :first",
    ExpressionAttributeValues: { ":pk": pk, ":first": blockName(block) },
    ConsistentRead: true,
  });
}

function setsIn(items: Record<string, unknown>[]): Map<number, ReadonlySet<number>> {
  return new Map(items.map(({ sk, numbers }) => [Number(sk), numbers as Set<number>]));
}
