import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBStreamsClient, _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import type { Checkpoint } from "../engines/dynamodb/checkpoint.ts";
import type { EventSourceMapping } from "../graph/types.ts";
import type { Functions } from "../lambda/functions.ts";
import { matchesAny } from "./event-pattern.ts";
import { payloadBatches } from "./payload-batches.ts";
import type { Poller } from "./poller.ts";
import { type GivenUp, handleBatch } from "./stream-batch.ts";
import { streamRecord } from "./stream-event.ts";
import { StreamLanes } from "./stream-lanes.ts";
import { openStream, type StreamReader } from "./stream-reader.ts";
import type { StreamWatch } from "./stream-watch.ts";

export interface StreamPollerOptions {
  mapping: EventSourceMapping;
  functionName: string;
  table: string;
  client: DynamoDBStreamsClient;
  functions: Pick<Functions, "invoke">;
  checkpoint: Checkpoint;
  /** Signals new records at once. Without it the stream is polled four times a second, as Lambda does. */
  watch: StreamWatch | undefined;
  giveUp(given: GivenUp, shardId: string): Promise<void>;
  log(line: string): void;
}

const askEveryMs = 250;
/** This many matching records in a batch count as load: the next ones are gathered at Lambda's own pace. */
const recordsUnderLoad = 10;
const longestPauseMs = 10_000;

/**
 * Feeds a table's stream to a function in order, one batch at a time, or several for different items. The position is
 * stored after every batch: a killed process repeats the records it was handling and loses none.
 */
export async function startStreamPoller(options: StreamPollerOptions): Promise<Poller> {
  const { mapping, functionName, table, client, functions, checkpoint, watch, giveUp, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  // A new mapping's position is stored before anything is written after this call.
  const opened = await open().catch(() => undefined);
  const running = run(opened);
  return {
    async pause() {
      stopping.abort();
    },
    async stop() {
      stopping.abort();
      await running;
      checkpoint.close();
    },
  };

  async function run(reader: StreamReader | undefined): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        reader ??= await open();
        await follow(reader, () => {
          if (failures > 0) log(`${mapping.name}: the stream of ${table} answers again`);
          failures = 0;
        });
      } catch (error) {
        if (signal.aborted) return;
        reader = undefined;
        failures += 1;
        if (failures === 1) log(`${mapping.name}: cannot read the stream of ${table}: ${(error as Error).message}`);
        await rest(Math.min(100 * 2 ** failures, longestPauseMs));
      }
    }
  }

  async function open(): Promise<StreamReader> {
    const newest = watch?.newest(table) ?? 0n;
    const kept = checkpoint.load();
    // A recreated table counts its records from 1 again.
    const valid = watch === undefined || kept?.after === undefined || BigInt(kept.after) <= newest ? kept : undefined;
    const latest = { at: "LATEST", after: newest > 0n ? String(newest) : undefined } as const;
    const start =
      mapping.startingPosition === "LATEST" && kept === undefined ? latest : ({ at: "TRIM_HORIZON" } as const);
    const reader = await openStream({ client, table, kept: valid, start });
    checkpoint.save(reader.position);
    return reader;
  }

  async function follow(reader: StreamReader, answered: () => void): Promise<void> {
    let after = BigInt(reader.position.after ?? 0);
    let lanes = lanesOf(reader);
    try {
      await read();
    } finally {
      await lanes.settled();
    }

    async function read(): Promise<void> {
      while (!signal.aborted) {
        const records = await collect(reader);
        answered();
        if (lanes.shardId !== reader.position.shardId) {
          await lanes.settled();
          lanes = lanesOf(reader);
        }
        const last = records.at(-1)?.dynamodb?.SequenceNumber;
        if (last === undefined) {
          await (watch?.newerThan(table, after, signal) ?? rest(askEveryMs));
          continue;
        }
        const batch = records.map((record) => streamRecord(record, mapping.sourceArn));
        const gathered = performance.now() + gatherMsAfter(batch.filter(isWanted).length);
        await lanes.push(batch);
        after = BigInt(last);
        if (records.length < mapping.batchSize) await rest(gathered - performance.now());
      }
    }
  }

  /** One batch: full, or whatever arrived before the batch window closed. */
  async function collect(reader: StreamReader): Promise<StreamRecord[]> {
    const most = mapping.batchSize * (mapping.parallelization ?? 1);
    const records = await reader.next(most);
    if (records.length === 0 || mapping.batchWindowSeconds === 0) return records;
    const closes = performance.now() + mapping.batchWindowSeconds * 1000;
    while (records.length < most && !signal.aborted && performance.now() < closes) {
      await rest(Math.min(askEveryMs, closes - performance.now()));
      records.push(...(await reader.next(most - records.length)));
    }
    return records;
  }

  /** Handles the shard's records: one batch at a time, or several. */
  function lanesOf({ position: { shardId, streamArn } }: StreamReader) {
    const save = (last: DynamoDBRecord) =>
      checkpoint.save({ streamArn, shardId, after: last.dynamodb?.SequenceNumber ?? "0" });
    const count = mapping.parallelization ?? 1;
    if (count === 1) return { shardId, push: handleInTurn, settled: async () => {} };
    const handle = (batch: DynamoDBRecord[], done: (last: DynamoDBRecord) => void) => handleAll(batch, shardId, done);
    const lanes = new StreamLanes({ count, batchSize: mapping.batchSize, handle, save, signal });
    return {
      shardId,
      push: (records: DynamoDBRecord[]) => lanes.push(records, isWanted),
      settled: () => lanes.settled(),
    };

    async function handleInTurn(records: DynamoDBRecord[]): Promise<void> {
      const wanted = records.filter(isWanted);
      await handleAll(wanted, shardId, save);
      const last = records.at(-1);
      if (last && last !== wanted.at(-1)) save(last);
    }
  }

  function isWanted(record: DynamoDBRecord): boolean {
    return matchesAny(mapping.filters, record);
  }

  async function handleAll(
    records: DynamoDBRecord[],
    shardId: string,
    done: (last: DynamoDBRecord) => void,
  ): Promise<void> {
    for (const batch of payloadBatches(records)) {
      await handleBatch(batch, {
        mapping,
        invoke: (part) => functions.invoke(functionName, { Records: part }),
        done,
        giveUp: (given) => giveUp(given, shardId),
        pause: (attempt) => pause(Math.min(50 * 2 ** attempt, longestPauseMs), undefined, { signal }),
      });
    }
  }

  function rest(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return Promise.resolve();
    return pause(milliseconds, undefined, { signal }).catch(() => {});
  }
}

/** After a few records the next ones are read at once; under load, one large batch replaces many small ones. */
function gatherMsAfter(records: number): number {
  return askEveryMs * Math.min(1, (records / recordsUnderLoad) ** 2);
}
