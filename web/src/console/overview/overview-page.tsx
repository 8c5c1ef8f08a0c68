import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { queuesQuery, stockQuery, topologyQuery } from "../api/queries.ts";
import { alertsQuery } from "../api/records.ts";
import { useLive } from "../live/use-live.ts";
import { Totals } from "../map/totals.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { workCharts } from "../numbers/charts.ts";
import { Numbers } from "../numbers/numbers.tsx";
import { usualRange } from "../numbers/range.ts";
import { RangeSwitch } from "../numbers/range-switch.tsx";
import { Page } from "../shared/page.tsx";
import { totalsOf } from "../topology/counts.ts";
import { lineStyle } from "../topology/line-style.ts";
import { TourInvitation } from "../tour/invitation.tsx";
import { type Trouble, troubleOf } from "./trouble.ts";
import { TroubleEntry } from "./trouble-entry.tsx";
import { Verdict } from "./verdict.tsx";

const TOPOLOGY_EVERY = 30_000;
const ALERTS_EVERY = 2000;
const STOCK_EVERY = 3000;
const route = getRouteApi("/console/");

/** Is anything wrong, since when, what to do; then how the system has been. */
export function OverviewPage() {
  const { overview } = useConsoleMessages();
  const { range = usualRange } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: topology } = useLive(topologyQuery, TOPOLOGY_EVERY);
  const { data: queues } = useLive(queuesQuery);
  const { data: alerts } = useLive(alertsQuery({ status: "open" }), ALERTS_EVERY);
  const { data: stock } = useLive(stockQuery, STOCK_EVERY);
  const now = useNow();
  const counts = useMemo(() => new Map(queues?.queues.map((queue) => [queue.name, queue])), [queues]);
  const resting = useMemo(
    () => new Set(topology?.queues.filter(({ role }) => role !== "work").map(({ name }) => name)),
    [topology],
  );
  const known = topology && queues && alerts && stock;
  const trouble: Trouble[] | undefined =
    known && troubleOf({ topology, counts, alerts: alerts.alerts, stock: stock.stock, now });
  return (
    <Page
      title={overview.title}
      lead={overview.lead}
      aside={<Totals totals={topology && queues && totalsOf(queues.queues, resting)} />}
    >
      <section aria-label={overview.trouble} className="grid gap-3">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div role="status">
            <Verdict
              trouble={trouble}
              queues={topology?.queues.length ?? 0}
              consumers={topology?.queues.filter(({ consumer }) => consumer).length ?? 0}
            />
          </div>
          <Link to="/console/map" className={cx(buttonClass("outline", "small"), "rounded-small!")}>
            {overview.toMap}
          </Link>
        </div>
        {trouble && trouble.length > 0 && (
          <ul className="rounded-small border border-hairline bg-surface px-4" aria-label={overview.trouble}>
            {trouble.map((it) => (
              <TroubleEntry key={keyOf(it)} trouble={it} counts={counts} now={now} />
            ))}
          </ul>
        )}
      </section>
      <TourInvitation />
      <div style={lineStyle("ops")}>
        <Numbers charts={workCharts} range={range}>
          <RangeSwitch
            range={range}
            onChoose={(it) => navigate({ search: { range: it }, replace: true, resetScroll: false })}
          />
        </Numbers>
      </div>
    </Page>
  );
}

function keyOf(trouble: Trouble): string {
  return `${trouble.kind} ${trouble.kind === "shortage" ? trouble.item.productId : trouble.queue.name}`;
}
