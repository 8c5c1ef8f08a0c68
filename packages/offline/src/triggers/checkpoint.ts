import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
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
  load(): Promise<Position | undefined>;
  /** Once resolved, the position outlives the process, however it ends. */
  save(position: Position): Promise<void>;
}

export function checkpointFile(dataDir: string, mappingName: string): Checkpoint {
  const file = join(dataDir, "streams", `${mappingName}.json`);
  return {
    async load() {
      try {
        return JSON.parse(await readFile(file, "utf8")) as Position;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async save(position) {
      await mkdir(dirname(file), { recursive: true });
      // Renamed into place, so that a process killed while writing leaves the old position, not half of the new one.
      await writeFile(`${file}.new`, JSON.stringify(position));
      await rename(`${file}.new`, file);
    },
  };
}
