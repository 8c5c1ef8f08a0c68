import type { MetricHistory, MetricRange } from "@donut/contracts/metrics";
import { keepPreviousData } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { metricsQuery } from "../api/metrics.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { ChartFigure } from "./chart-figure.tsx";
import type { Chart } from "./charts.ts";
import { NumbersTable } from "./numbers-table.tsx";
import { timesOf, valuesOf } from "./series.ts";

/** CloudWatch has a new value once a minute, the laptop at once. */
const EVERY = 15_000;
const HEIGHT = 136;

const Plot = lazy(() => import("./plot.tsx"));

interface Props {
  charts: Chart[];
  /** The queue that the numbers are of; absent: all of them together. */
  queue?: string;
  range: MetricRange;
  /** Chooses the range. */
  children: ReactNode;
}

/** Numbers over time: charts with one cursor, and the same as a table. */
export function Numbers({ charts, queue, range, children }: Props) {
  const { numbers } = useConsoleMessages();
  const { data, error } = useLive({ ...metricsQuery(range, queue), placeholderData: keepPreviousData }, EVERY);
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-label={numbers.title}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 className="font-semibold">{numbers.title}</h2>
        {children}
      </div>
      {data && <Charts charts={charts} history={data} />}
      {!data && !error && <Skeleton className="h-80" />}
      {!data && error && <p className="text-sm text-ink-soft">{numbers.missing}</p>}
    </section>
  );
}

function Charts({ charts, history }: { charts: Chart[]; history: MetricHistory }) {
  const [index, setIndex] = useState<number>();
  const times = timesOf(history);
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 md:grid-cols-2 xl:grid-cols-3">
        {charts.map((chart) => {
          const lines = chart.lines.map(({ measure }) => valuesOf(history, measure));
          return (
            <ChartFigure key={chart.name} chart={chart} history={history} times={times} lines={lines} index={index}>
              {(texts) => (
                <Suspense fallback={<div style={{ height: HEIGHT }} />}>
                  <Plot
                    chart={chart}
                    times={times}
                    lines={lines}
                    from={Date.parse(history.from) / 1000}
                    to={Date.parse(history.to) / 1000}
                    height={HEIGHT}
                    onPoint={setIndex}
                    {...texts}
                  />
                </Suspense>
              )}
            </ChartFigure>
          );
        })}
      </div>
      <NumbersTable charts={charts} history={history} times={times} />
    </>
  );
}
