import type { Measure } from "@donut/contracts/metrics";
import type { Unit } from "./units.ts";

export interface ChartLine {
  measure: Measure;
  /** A token of the palette. */
  color: "line" | "signal" | "ink-soft";
  /** Tells it from the chart's other line without its colour. */
  dashed?: true;
}

export interface Chart {
  name: "throughput" | "failed" | "waiting" | "oldest" | "duration" | "dead";
  unit: Unit;
  /** Failures are bars: each stands for the period that it covers. */
  bars?: true;
  lines: ChartLine[];
}

const oldest: Chart = { name: "oldest", unit: "seconds", lines: [{ measure: "oldestAgeSeconds", color: "line" }] };
const dead: Chart = { name: "dead", unit: "count", lines: [{ measure: "deadLetters", color: "signal" }] };

/** What a queue with a consumer shows, and the whole system. */
export const workCharts: Chart[] = [
  {
    name: "throughput",
    unit: "rate",
    lines: [
      { measure: "sent", color: "ink-soft", dashed: true },
      { measure: "processed", color: "line" },
    ],
  },
  { name: "failed", unit: "count", bars: true, lines: [{ measure: "failed", color: "signal" }] },
  { name: "waiting", unit: "count", lines: [{ measure: "waiting", color: "line" }] },
  oldest,
  {
    name: "duration",
    unit: "milliseconds",
    lines: [
      { measure: "longestMs", color: "ink-soft", dashed: true },
      { measure: "durationMs", color: "line" },
    ],
  },
  dead,
];

/** What a dead-letter queue shows. */
export const restingCharts: Chart[] = [dead, oldest];
