import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another runtime works on the data. */
export class DataDirInUseError extends Error {
  override name = "DataDirInUseError";
  readonly pid: number | undefined;

  constructor(dataDir: string, pid: number | undefined) {
    super(
      `The system already runs on the data in ${dataDir}${pid ? ` (process ${pid})` : ""}. ` +
        `Stop that one first: Ctrl-C where it runs${pid ? `, or \`kill ${pid}\`` : ""}.`,
    );
    this.pid = pid;
  }
}

export interface DataDirLock {
  /** Tells other programs, through `runtime.json`, where the running system listens. */
  announce(addresses: unknown): Promise<void>;
  release(): Promise<void>;
}

const announcement = "runtime.json";
const lockFile = "lock.sqlite";

/**
 * Reserves the folder, which is made when it does not exist, for this process. The reservation is SQLite's lock on a
 * file: the system lifts it however the process ends. Throws DataDirInUseError.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  await mkdir(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, lockFile), { timeout: 0 });
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new DataDirInUseError(dataDir, await announcedPid(dataDir));
  }
  const file = join(dataDir, announcement);
  await announce(undefined);

  return {
    announce,
    async release() {
      await rm(file, { force: true });
      database.close();
    },
  };

  async function announce(addresses: unknown): Promise<void> {
    await writeFile(file, `${JSON.stringify({ pid: process.pid, addresses }, null, 2)}\n`);
  }
}

/**
 * Deletes the folder and all data in it, unless a runtime works on it (DataDirInUseError).
 *
 * @returns whether there was anything; "foreign" is a folder that no runtime has made, which is left alone
 */
export async function deleteDataDir(dataDir: string): Promise<"deleted" | "absent" | "foreign"> {
  if (!existsSync(dataDir)) return "absent";
  if (!existsSync(join(dataDir, lockFile))) return "foreign";
  const held = await lockDataDir(dataDir);
  await held.release();
  await rm(dataDir, { recursive: true });
  return "deleted";
}

async function announcedPid(dataDir: string): Promise<number | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, announcement), "utf8")).pid;
  } catch {
    return undefined;
  }
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === sqliteBusy;
}
