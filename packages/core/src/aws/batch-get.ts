import { setTimeout } from "node:timers/promises";
import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "./clients.ts";

type Item = Record<string, unknown>;

const mostKeys = 100;
const pauseMs = 20;

/** Reads items by their keys, consistently. @returns the items that exist, in no particular order */
export async function batchGet(table: string, keys: Item[]): Promise<Item[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / mostKeys) }, (_, index) =>
    keys.slice(index * mostKeys, (index + 1) * mostKeys),
  );
  return (await Promise.all(batches.map((batch) => readBatch(table, batch)))).flat();
}

async function readBatch(table: string, batch: Item[]): Promise<Item[]> {
  const items: Item[] = [];
  let keys = batch;
  for (let pause = pauseMs; ; pause *= 2) {
    const request = { RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } };
    const page = await dynamodb.send(new BatchGetCommand(request));
    items.push(...(page.Responses?.[table] ?? []));
    keys = page.UnprocessedKeys?.[table]?.Keys ?? [];
    if (keys.length === 0) return items;
    await setTimeout(pause);
  }
}
