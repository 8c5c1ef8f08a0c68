import { comparison, type Figure, readKept } from "./kept-figures.ts";

/** A figure and its target. */
export interface Row {
  what: string;
  value: string;
  aim?: string;
  /** Set if it can be compared with other runs. */
  figure?: Figure;
}

/** Prints the rows, each beside its aim and what it was in the run that is kept in the repository. */
export function print(rows: Row[]): void {
  const kept = readKept();
  const wide = Math.max(...rows.map(({ what }) => what.length));
  console.log();
  for (const { what, value, aim, figure } of rows) {
    const change = figure ? comparison(figure, kept[figure.name]) : "";
    const notes = [aim && `aim ${aim}`, change].filter(Boolean).map((note) => `   ${note}`);
    console.log(`${what.padEnd(wide)}  ${value.padStart(14)}${notes.join("")}`);
  }
}

/** @returns the median and the 99th percentile as readable text */
export const p50p99 = (p50: number, p99: number) => `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`;
