import type { QueueTotals } from "@donut/contracts/metrics";
import type { DeployedQueue } from "@donut/contracts/topology";
import type { QueueCounts } from "../api/types.ts";

/** Columns that a table of queues can be sorted by. */
export const columns = ["name", "visible", "inFlight", "delayed", "oldest", "dead", "processed", "failed"] as const;
export type Column = (typeof columns)[number];

export interface Sorting {
  column: Column;
  descending: boolean;
}

export interface QueueEntry {
  queue: DeployedQueue;
  count: QueueCounts | undefined;
  totals: QueueTotals | undefined;
  /** Dead letters: its own, or those in its dead-letter queue. */
  dead: number;
  isSick: boolean;
  /** The queue whose dead letters it holds. */
  source: string | undefined;
}

export interface Wanted {
  q?: string | undefined;
  onlySick?: boolean;
  /** Absent: sick queues first, each part in the topology's order. */
  sorting?: Sorting | undefined;
}

/** The entries that match, in order; without numbers last. */
export function arrange(entries: QueueEntry[], { q, onlySick = false, sorting }: Wanted): QueueEntry[] {
  const words = q?.toLowerCase().split(/\s+/) ?? [];
  const shown = entries.filter((entry) => (!onlySick || entry.isSick) && words.every((word) => has(entry, word)));
  if (!sorting) return shown.toSorted((a, b) => Number(b.isSick) - Number(a.isSick));
  const sign = sorting.descending ? -1 : 1;
  return shown.toSorted((a, b) => compare(a, b, sorting.column, sign));
}

/** The next sorting when a column's head is pressed: numbers begin with the highest; the third press ends it. */
export function pressed(column: Column, before: Sorting | undefined): Sorting | undefined {
  const first = column !== "name";
  if (before?.column !== column) return { column, descending: first };
  return before.descending === first ? { column, descending: !first } : undefined;
}

function compare(a: QueueEntry, b: QueueEntry, column: Column, sign: 1 | -1): number {
  if (column === "name") return sign * a.queue.name.localeCompare(b.queue.name);
  const [first, second] = [valueOfColumn(a, column), valueOfColumn(b, column)];
  if (first === second) return 0;
  if (first === undefined) return 1;
  if (second === undefined) return -1;
  return sign * (first - second);
}

function valueOfColumn({ count, totals, dead }: QueueEntry, column: Exclude<Column, "name">): number | undefined {
  if (column === "dead") return dead;
  if (column === "processed" || column === "failed") return totals?.[column];
  if (column === "oldest") return count?.visible ? count.oldestAgeSeconds : undefined;
  return count?.[column];
}

function has({ queue, source }: QueueEntry, word: string): boolean {
  const texts = [queue.name, source, queue.topic, queue.subject, queue.consumer?.function, ...(queue.filter ?? [])];
  return texts.some((text) => text?.toLowerCase().includes(word));
}
