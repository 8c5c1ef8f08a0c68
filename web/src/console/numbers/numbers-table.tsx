import type { MetricHistory } from "@donut/contracts/metrics";
import { useState } from "react";
import { useLanguage } from "../../i18n/language.ts";
import { useConsoleMessages } from "../messages/index.ts";
import type { Chart } from "./charts.ts";
import { valuesOf } from "./series.ts";
import { periodText } from "./times.ts";
import { valueText } from "./units.ts";

interface Props {
  charts: Chart[];
  history: MetricHistory;
  times: number[];
}

/** What the charts show, as a table, the latest first. */
export function NumbersTable({ charts, history, times }: Props) {
  const { numbers } = useConsoleMessages();
  const [open, setOpen] = useState(false);
  return (
    <details className="min-w-0 text-xs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-small py-1 text-ink-soft underline decoration-border underline-offset-3">
        {numbers.asTable}
      </summary>
      {open && <Rows charts={charts} history={history} times={times} />}
    </details>
  );
}

function Rows({ charts, history, times }: Props) {
  const { numbers } = useConsoleMessages();
  const language = useLanguage();
  const columns = charts.flatMap(({ unit, bars = false, lines }) =>
    lines.map(({ measure }) => ({ measure, unit, bars, values: valuesOf(history, measure) })),
  );
  const minutes = history.periodSeconds / 60;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard
    <div className="mt-2 max-h-96 overflow-auto rounded-small border border-hairline" tabIndex={0}>
      <table className="w-full tabular-nums" aria-label={numbers.title}>
        <thead className="sticky top-0 bg-paper text-ink-soft">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-normal">
              {numbers.time}
            </th>
            {columns.map(({ measure, unit, bars }) => (
              <th key={measure} scope="col" className="px-3 py-2 text-right font-normal">
                {numbers.measures[measure]}
                <span className="block text-2xs">{numbers.unit(unit, minutes, bars)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times
            .map((at, index) => (
              <tr key={at} className="border-t border-hairline">
                <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                  {periodText(at, history.periodSeconds, language)}
                </th>
                {columns.map(({ measure, unit, values }) => {
                  const value = values[index] ?? null;
                  return (
                    <td key={measure} className="px-3 py-1 text-right whitespace-nowrap">
                      {value === null ? numbers.noValue : valueText(value, unit, language)}
                    </td>
                  );
                })}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </div>
  );
}
