import type { MetricHistory } from "@donut/contracts/metrics";
import { type ReactNode, useId } from "react";
import { useLanguage } from "../../i18n/language.ts";
import { useConsoleMessages } from "../messages/index.ts";
import type { Chart, ChartLine } from "./charts.ts";
import { highestOf, latestOf, type Values } from "./series.ts";
import { clockText, periodText } from "./times.ts";
import { valueText } from "./units.ts";

interface Props {
  chart: Chart;
  history: MetricHistory;
  times: number[];
  lines: Values[];
  /** The period under the cursor; undefined: the latest values are shown. */
  index: number | undefined;
  children(texts: { valueText(value: number): string; timeText(seconds: number): string }): ReactNode;
}

/** A chart with its name, its unit, and its lines' values: the latest, or those under the cursor. */
export function ChartFigure({ chart, history, times, lines, index, children }: Props) {
  const { numbers } = useConsoleMessages();
  const language = useLanguage();
  const id = useId();
  const { periodSeconds } = history;
  const text = (value: number) => valueText(value, chart.unit, language);
  const at = index === undefined ? undefined : times[index];
  const isUnmeasured = lines.every((values) => values.every((value) => value === null));
  const summary = chart.lines.map(({ measure }, line) => {
    const latest = latestOf(times, lines[line] ?? []);
    const highest = highestOf(times, lines[line] ?? []);
    const name = numbers.measures[measure];
    if (!latest || !highest) return numbers.noneOf(name);
    return numbers.summary(name, text(latest.value), text(highest.value), clockText(highest.at, language));
  });
  return (
    <figure aria-labelledby={id} className="grid min-w-0 content-start gap-1">
      <figcaption className="grid gap-1">
        <p className="flex items-baseline gap-2 text-sm">
          <span id={id} className="font-semibold">
            {numbers.charts[chart.name]}
          </span>
          <span className="text-xs text-ink-soft">
            {numbers.unit(chart.unit, periodSeconds / 60, chart.bars ?? false)}
          </span>
          <span className="ml-auto text-xs text-ink-soft tabular-nums">
            {at !== undefined && periodText(at, periodSeconds, language)}
          </span>
        </p>
        <p aria-hidden="true" className="flex flex-wrap gap-x-4 text-xs text-ink-soft">
          {chart.lines.map((line, place) => {
            const values = lines[place] ?? [];
            const value = index === undefined ? latestOf(times, values)?.value : (values[index] ?? undefined);
            return (
              <span key={line.measure} className="inline-flex items-center gap-1.5">
                <Stroke line={line} bars={chart.bars ?? false} />
                {chart.lines.length > 1 && numbers.measures[line.measure]}
                <span className="min-w-8 font-semibold text-ink tabular-nums">
                  {value === undefined ? numbers.noValue : text(value)}
                </span>
              </span>
            );
          })}
        </p>
        <p className="sr-only">{summary.join(" ")}</p>
      </figcaption>
      <div aria-hidden="true" className="relative">
        {children({ valueText: text, timeText: (seconds) => clockText(seconds, language) })}
        {isUnmeasured && (
          <p className="pointer-events-none absolute inset-x-13 top-1/3 text-center text-xs text-ink-soft">
            {numbers.nothing}
          </p>
        )}
      </div>
    </figure>
  );
}

function Stroke({ line, bars }: { line: ChartLine; bars: boolean }) {
  const color = `var(--${line.color})`;
  return (
    <svg width="14" height="10" viewBox="0 0 14 10" aria-hidden="true" className="shrink-0">
      {bars ? (
        <rect x="4" y="1" width="6" height="8" fill={color} />
      ) : (
        <path
          d="M0 5H14"
          stroke={color}
          strokeWidth={line.dashed ? 1.5 : 2.5}
          {...(line.dashed && { strokeDasharray: "4 2" })}
        />
      )}
    </svg>
  );
}
