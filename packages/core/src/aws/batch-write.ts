import { setTimeout } from "node:timers/promises";
import { BatchWriteCommand, type BatchWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "./clients.ts";

export type Write = NonNullable<BatchWriteCommandInput["RequestItems"]>[string][number];

const largestBatch = 25;
const atOnce = 4;
const pauseMs = 50;

/** Puts and deletes whole items, in no particular order and without conditions; each item at most once per call. */
export async function batchWrite(table: string, writes: Write[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(writes.length / largestBatch) }, (_, index) =>
    writes.slice(index * largestBatch, (index + 1) * largestBatch),
  );
  const queue = batches.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const batch of queue) await writeBatch(table, batch);
    }),
  );
}

async function writeBatch(table: string, batch: Write[]): Promise<void> {
  let left = batch;
  for (let pause = pauseMs; ; pause *= 2) {
    const { UnprocessedItems: unprocessed } = await dynamodb.send(
      new BatchWriteCommand({ RequestItems: { [table]: left } }),
    );
    left = unprocessed?.[table] ?? [];
    if (left.length === 0) return;
    await setTimeout(pause);
  }
}
