import { readdirSync, readFileSync } from "node:fs";
import { until } from "@donut/testing/shop";

// Linux only: elsewhere no process is found, and all figures are 0.

/** Linux counts CPU time in hundredths of a second. */
const msInTick = 10;

/** @returns the process and everything it started */
export function familyOf(pid: number): number[] {
  const parents = new Map(processIds().flatMap(parentOf));
  const family = new Set([pid]);
  for (const [id, parent] of [...parents].sort(([a], [b]) => a - b)) if (family.has(parent)) family.add(id);
  return [...family].filter((id) => parents.has(id));
}

/** @returns the CPU time that a process has used, in ms, accurate to 20 */
export function processorMs(pid: number): number {
  if (process.platform !== "linux") return 0;
  const [user, system] = fieldsOf(pid).slice(11, 13);
  return (Number(user) + Number(system)) * msInTick;
}

/** @returns the resident memory of a process, in MB */
export function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

/** CPU time used in half a second: below this, the system counts as idle. */
const restMs = 100;

/** Waits until the system is idle, so that work left over from one round does not count in the next. */
export async function atRest(pid: number): Promise<void> {
  await until(async () => {
    const before = processorMs(pid);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return processorMs(pid) - before <= restMs;
  });
}

/** Processes may start or end while they are being listed. */
function parentOf(pid: number): [number, number][] {
  try {
    return [[pid, Number(fieldsOf(pid)[1])]];
  } catch {
    return [];
  }
}

/** The fields after the process's name, which may contain spaces. */
function fieldsOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/.*\) /s, "").split(" ");
}

function processIds(): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
