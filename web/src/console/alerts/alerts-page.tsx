import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "../../ui/skeleton.tsx";
import { queuesQuery } from "../api/queries.ts";
import { alertsQuery } from "../api/records.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { filterLink } from "../shared/filter-link.ts";
import { Page } from "../shared/page.tsx";
import { Pager } from "../shared/pager.tsx";
import { deadLetters } from "../topology/counts.ts";
import { AlertEntry } from "./alert-entry.tsx";

const EVERY = 2000;
const route = getRouteApi("/console/alerts");

/** Which alarms rang, why, whether somebody has taken them, and whether they are over. */
export function AlertsPage() {
  const { alerts: texts } = useConsoleMessages();
  const { status, after } = route.useSearch();
  const { data, error } = useLive(alertsQuery({ status, after }), EVERY);
  const { data: queues } = useLive(queuesQuery);
  const restingOn = (name: string) => {
    const queue = queues?.queues.find((it) => it.name === name);
    return queue && deadLetters(queue);
  };
  const tabs = [undefined, "open", "cleared", "closed"] as const;
  return (
    <Page title={texts.title} lead={texts.lead}>
      <nav className="flex gap-1" aria-label={texts.filter}>
        {tabs.map((it) => (
          <Link key={it ?? "all"} to="/console/alerts" search={it ? { status: it } : {}} {...filterLink(it === status)}>
            {texts.tabs[it ?? "all"]}
          </Link>
        ))}
      </nav>
      {!data && !error && <Skeleton className="h-96" />}
      {data && data.alerts.length === 0 && <Empty title={texts.empty}>{texts.emptyHelp}</Empty>}
      {data && data.alerts.length > 0 && (
        <ul className="grid gap-3" aria-label={texts.title}>
          {data.alerts.map((alert) => (
            <AlertEntry key={alert.id} alert={alert} resting={restingOn(alert.queue)} />
          ))}
        </ul>
      )}
      <Pager
        newest={after ? { to: "/console/alerts", search: status ? { status } : {} } : undefined}
        older={
          data?.next ? { to: "/console/alerts", search: { ...(status && { status }), after: data.next } } : undefined
        }
      />
    </Page>
  );
}
