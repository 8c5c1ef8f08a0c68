import { readdirSync, readFileSync } from "node:fs";
import { until } from "@donut/testing/shop";

// Linux only: elsewhere nobody is found, and all figures are 0.

/** Linux counts processor time in hundredths of a second. */
const msInTick = 10;

/** @returns the process and everything it started */
export function familyOf(pid: number): number[] {
  const parents = new Map(processIds().flatMap(parentOf));
  const family = new Set([pid]);
  for (const [id, parent] of [...parents].sort(([a], [b]) => a - b)) if (family.has(parent)) family.add(id);
  return [...family].filter((id) => parents.has(id));
}

/** @returns the processor time that a process has used, in ms, exact to 20 */
export function processorMs(pid: number): number {
  if (process.platform !== "linux") return 0;
  const [user, system] = fieldsOf(pid).slice(11, 13);
  return (Number(user) + Number(system)) * msInTick;
}

/** @returns the memory of a process that is in use, in MB */
export function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

/** Of processor time in half a second: what a system takes that only waits. */
const restMs = 100;

/** Waits until a system only waits: what the round before has set in motion is no part of the next one. */
export async function atRest(pid: number): Promise<void> {
  await until(async () => {
    const before = processorMs(pid);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return processorMs(pid) - before <= restMs;
  });
}

/** Processes come and go while they are listed. */
function parentOf(pid: number): [number, number][] {
  try {
    return [[pid, Number(fieldsOf(pid)[1])]];
  } catch {
    return [];
  }
}

/** What is said about a process behind its name, which may have spaces in it. */
function fieldsOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/.*\) /s, "").split(" ");
}

function processIds(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
