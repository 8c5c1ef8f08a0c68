import { type Stats, statSync } from "node:fs";
import { join } from "node:path";

/** What a file was when it was read: time and size of its last change; `null`: there was none. */
export type Stamps = Record<string, string | null>;

/** npm writes the first one with every change of the packages, whose own files need no look. */
const always = ["node_modules/.package-lock.json", "tsconfig.json"];

/**
 * Synchronous: for hundreds of files, promises take several times as long.
 *
 * @param files relative to the root
 */
export function stampsOf(root: string, files: string[]): Stamps {
  return Object.fromEntries([...new Set([...always, ...files])].map((file) => [file, stampOf(join(root, file))]));
}

/** Whether every file is as it was. */
export function areCurrent(root: string, stamps: Stamps): boolean {
  const now = stampsOf(root, Object.keys(stamps));
  return Object.entries(stamps).every(([file, stamp]) => now[file] === stamp);
}

/** Whether a file has changed since then, in milliseconds since the epoch. */
export function anyNewer(stamps: Stamps, time: number): boolean {
  return Object.values(stamps).some((stamp) => stamp !== null && Number(stamp.split(":")[0]) >= time - clockStepMs);
}

/** File systems stamp with a clock that steps with the kernel's ticks. */
export const clockStepMs = 20;

/** @param file absolute */
export function stampOf(file: string): string | null {
  const found = statOf(file);
  return found ? `${found.mtimeMs}:${found.size}` : null;
}

function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
