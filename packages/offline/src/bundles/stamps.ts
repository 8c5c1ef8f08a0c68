import { stat } from "node:fs/promises";
import { join } from "node:path";

/** What a file was when it was read: time and size of its last change; `null`: there was none. */
export type Stamps = Record<string, string | null>;

/** npm writes the first one with every change of the packages, whose own files need no look. */
const always = ["node_modules/.package-lock.json", "tsconfig.json"];

/** @param files relative to the root */
export async function stampsOf(root: string, files: string[]): Promise<Stamps> {
  const stamped = [...new Set([...always, ...files])].map(async (file) => [file, await stampOf(join(root, file))]);
  return Object.fromEntries(await Promise.all(stamped));
}

/** Whether every file is as it was. */
export async function areCurrent(root: string, stamps: Stamps): Promise<boolean> {
  const now = await stampsOf(root, Object.keys(stamps));
  return Object.entries(stamps).every(([file, stamp]) => now[file] === stamp);
}

/** Whether a file has changed since then, in milliseconds since the epoch. */
export function anyNewer(stamps: Stamps, time: number): boolean {
  return Object.values(stamps).some((stamp) => stamp !== null && Number(stamp.split(":")[0]) >= time - clockStepMs);
}

/** File systems stamp with a clock that steps with the kernel's ticks. */
const clockStepMs = 20;

async function stampOf(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => undefined);
  return found ? `${found.mtimeMs}:${found.size}` : null;
}
