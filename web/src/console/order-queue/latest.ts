import type { LineResult } from "./api.ts";

const most = 60;

/** The results so far plus the latest batch's, newest last. @returns `seen` itself if nothing is new */
export function latest(seen: LineResult[], batch: LineResult[]): LineResult[] {
  const known = new Set(seen.map(keyOf));
  const fresh = batch.filter((result) => !known.has(keyOf(result)));
  return fresh.length === 0 ? seen : [...seen, ...fresh].slice(-most);
}

const keyOf = ({ number, status }: LineResult) => `${number} ${status}`;
