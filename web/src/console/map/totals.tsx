import { LiveNumber } from "../../ui/live-number.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { Figure } from "../shared/figure.tsx";
import type { Totals as Numbers } from "../topology/counts.ts";

/** The whole network in four numbers. */
export function Totals({ totals }: { totals: Numbers | undefined }) {
  const { map } = useConsoleMessages();
  return (
    <dl className="grid grid-cols-4 divide-x divide-hairline sm:flex">
      {(["waiting", "inFlight", "delayed", "dead"] as const).map((name) => {
        const trouble = name === "dead" && (totals?.dead ?? 0) > 0;
        return (
          <Figure
            key={name}
            name={map.total[name]}
            trouble={trouble}
            size="text-xl"
            className="px-3 first:pl-0 last:pr-0 sm:min-w-24 sm:px-5"
          >
            {totals ? <LiveNumber value={totals[name]} /> : "–"}
          </Figure>
        );
      })}
    </dl>
  );
}
