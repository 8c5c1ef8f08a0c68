import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { checkDatabase } from "./kept-file.ts";

const pollMs = 100;

/**
 * Runs `work` while no other process holds the lock on the same file. The lock is SQLite's: the operating system
 * releases it however the process ends.
 *
 * @param signal ends the wait: then `work` is not run, and an AbortError is thrown
 */
export async function withProcessLock<T>(file: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  let release = await tryProcessLock(file);
  while (release === undefined) {
    await pause(pollMs, undefined, signal && { signal });
    release = await tryProcessLock(file);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/** @returns a function that releases the lock; undefined if another process holds it. */
export async function tryProcessLock(file: string): Promise<(() => void) | undefined> {
  await mkdir(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return () => database.close();
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === busy) return undefined;
    checkDatabase(file, { holds: "nothing, it is a lock", without: "nothing is lost" });
    throw error;
  }
}

/** https://www.sqlite.org/rescode.html#busy */
const busy = 5;
