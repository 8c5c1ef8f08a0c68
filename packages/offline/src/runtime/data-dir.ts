import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Addresses } from "../graph/addresses.ts";
import { tryProcessLock } from "../process-lock.ts";

/** Another runtime is using the data. */
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
  /** Publishes in `runtime.json` where the running system listens, for other programs. */
  announce(addresses: Addresses | undefined): Promise<void>;
  release(): Promise<void>;
}

export interface Announcement {
  pid: number;
  /** Absent until everything runs. */
  addresses?: Addresses;
}

const announcement = "runtime.json";
const lockFile = "lock.sqlite";

/**
 * Reserves the folder, which is created if missing, for this process until it ends, in whatever way. Throws
 * DataDirInUseError.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const unlock = await tryProcessLock(join(dataDir, lockFile));
  if (unlock === undefined) throw new DataDirInUseError(dataDir, (await readAnnouncement(dataDir))?.pid);
  const file = join(dataDir, announcement);
  await announce(undefined);

  return {
    announce,
    async release() {
      await rm(file, { force: true });
      unlock();
    },
  };

  async function announce(addresses: Addresses | undefined): Promise<void> {
    await writeFile(file, `${JSON.stringify({ pid: process.pid, addresses } satisfies Announcement, null, 2)}\n`);
  }
}

/**
 * Deletes the folder and all data in it, unless a runtime is using it (DataDirInUseError).
 *
 * @returns whether there was anything; "foreign" is a folder that no runtime has created, which is left alone
 */
export async function deleteDataDir(dataDir: string): Promise<"deleted" | "absent" | "foreign"> {
  if (!existsSync(dataDir)) return "absent";
  if (!existsSync(join(dataDir, lockFile))) return "foreign";
  const held = await lockDataDir(dataDir);
  await held.release();
  await rm(dataDir, { recursive: true });
  return "deleted";
}

/** What the runtime that uses the folder has published; undefined if there is none. */
export async function readAnnouncement(dataDir: string): Promise<Announcement | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, announcement), "utf8"));
  } catch {
    return undefined;
  }
}
