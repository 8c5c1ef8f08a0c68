import { cpus } from "node:os";

export interface ProcessorTime {
  /** Milliseconds, summed over all processors. */
  idle: number;
  all: number;
}

export function processorTime(): ProcessorTime {
  const times = cpus().map(({ times }) => times);
  const all = times.flatMap((each) => Object.values(each));
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(all) };
}

/** @returns the share of the machine, 0 to 1, that has been idle since `before`; 0 if that is unknown. */
export function idleShare(before: ProcessorTime): number {
  const now = processorTime();
  return now.all > before.all ? (now.idle - before.idle) / (now.all - before.all) : 0;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
