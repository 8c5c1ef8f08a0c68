import { closeSync, constants, globSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { readKept } from "../../kept-file.ts";

/** A mapping's position in a stream. */
export interface Position {
  /** The label of the table's stream: a recreated table has a different one. */
  streamArn: string;
  shardId: string;
  /** The last record that is done; absent: none of the shard. */
  after?: string;
}

export interface Checkpoint {
  /** The position stored earlier, by this process or a previous one. */
  load(): Position | undefined;
  /** Once this returns, the position survives the process, however it ends. */
  save(position: Position): void;
  close(): void;
}

const recordLength = 1024;

/**
 * Stores a mapping's position in `<dataDir>/streams`. It is saved after every batch, so it costs one write in place: a
 * write of a single page is atomic, even if the process is killed.
 */
export function openCheckpoint(dataDir: string, mappingName: string): Checkpoint {
  const file = join(dataDir, "streams", `${mappingName}.json`);
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT);
  return {
    load() {
      return readPosition(file);
    },
    save(position) {
      writeSync(descriptor, `${JSON.stringify(position).padEnd(recordLength - 1)}\n`, 0);
    },
    close: () => closeSync(descriptor),
  };
}

/**
 * @returns by table, the last sequence number that all of its mappings have read; 0 if one has read none. Undefined if
 * a mapping was stopped before it found its stream, since its table is then unknown.
 * @throws if a file of `<dataDir>/streams` contains no position
 */
export function positionsReached(dataDir: string): Map<string, number> | undefined {
  const reached = new Map<string, number>();
  for (const file of checkpointFiles(dataDir)) {
    const position = readPosition(file);
    if (position === undefined) return undefined;
    const { streamArn, after = "0" } = position;
    const table = /:table\/([^/]+)/.exec(streamArn)?.[1] ?? "";
    reached.set(table, Math.min(reached.get(table) ?? Number.MAX_SAFE_INTEGER, Number(after)));
  }
  return reached;
}

/** Deletes the positions of mappings that no longer exist. */
export function forgetOtherCheckpoints(dataDir: string, mappingNames: string[]): void {
  for (const file of checkpointFiles(dataDir)) {
    if (!mappingNames.includes(basename(file, ".json"))) rmSync(file, { force: true });
  }
}

const positionShape = z.object({
  streamArn: z.string(),
  shardId: z.string(),
  after: z.string().regex(/^\d+$/, "must be a number").exactOptional(),
});

function readPosition(file: string): Position | undefined {
  const name = basename(file, ".json");
  const about = {
    holds: `how far ${name} has read its table's stream`,
    without: "it reads the stream from its starting position again, by TRIM_HORIZON what it has done before as well",
  };
  return readKept(file, about, (it) => positionShape.parse(it));
}

function checkpointFiles(dataDir: string): string[] {
  return globSync(join(dataDir, "streams", "*.json"));
}
