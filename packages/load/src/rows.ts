/** A figure and its target. */
export interface Row {
  what: string;
  value: string;
  aim?: string;
}

export function print(rows: Row[]): void {
  const wide = Math.max(...rows.map(({ what }) => what.length));
  console.log();
  for (const { what, value, aim } of rows)
    console.log(`${what.padEnd(wide)}  ${value.padStart(14)}${aim ? `   aim ${aim}` : ""}`);
}

/** @returns the median and the 99th percentile as readable text */
export const p50p99 = (p50: number, p99: number) => `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`;
