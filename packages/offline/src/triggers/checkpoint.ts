import { closeSync, constants, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

/** How far a mapping has come in a stream. */
export interface Position {
  /** Of the table's stream that is read: a table made anew has another one. */
  streamArn: string;
  shardId: string;
  /** The last record that is done; absent: none of the shard. */
  after?: string;
}

export interface Checkpoint {
  /** What was kept before, by this process or an earlier one. */
  load(): Position | undefined;
  /** Once this returns, the position outlives the process, however it ends. */
  save(position: Position): void;
  close(): void;
}

const recordLength = 1024;

/**
 * Keeps a mapping's position in `<dataDir>/streams`. It is saved after every batch, so it costs one write in place: a
 * single write of a page is whole or not there, also when the process is killed.
 */
export function openCheckpoint(dataDir: string, mappingName: string): Checkpoint {
  const file = join(dataDir, "streams", `${mappingName}.json`);
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT);
  return {
    load() {
      const text = readFileSync(file, "utf8").trim();
      return text === "" ? undefined : (JSON.parse(text) as Position);
    },
    save(position) {
      writeSync(descriptor, `${JSON.stringify(position).padEnd(recordLength - 1)}\n`, 0);
    },
    close: () => closeSync(descriptor),
  };
}
