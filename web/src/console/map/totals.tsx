import { cx } from "../../ui/cx.ts";
import { Ticker } from "../live/ticker.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import type { Totals as Numbers } from "../topology/counts.ts";

/** The whole network in four numbers. */
export function Totals({ totals }: { totals: Numbers | undefined }) {
  const { map } = useConsoleMessages();
  return (
    <dl className="grid grid-cols-4 divide-x divide-hairline sm:flex">
      {(["waiting", "inFlight", "delayed", "dead"] as const).map((name) => {
        const trouble = name === "dead" && (totals?.dead ?? 0) > 0;
        return (
          <div key={name} className="flex flex-col-reverse justify-end px-3 first:pl-0 last:pr-0 sm:min-w-24 sm:px-5">
            <dt className={cx("text-xs", trouble ? "text-signal-ink" : "text-ink-soft")}>{map.total[name]}</dt>
            <dd className={cx("text-xl font-semibold", trouble && "text-signal-ink")}>
              {totals ? <Ticker value={totals[name]} /> : "–"}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
