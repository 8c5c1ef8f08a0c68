import type { Topology } from "@donut/contracts/topology";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useMedia } from "../../ui/use-media.ts";
import { queuesQuery, topologyQuery } from "../api/queries.ts";
import { useShortcut } from "../keyboard/use-shortcut.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { totalsOf } from "../topology/counts.ts";
import { partOf } from "../topology/part.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { MapKey } from "./map-key.tsx";
import { NetworkMap } from "./network-map.tsx";
import { Panel } from "./panel/panel.tsx";
import { Totals } from "./totals.tsx";

const TOPOLOGY_EVERY = 30_000;
const route = getRouteApi("/console/map");

export function MapPage() {
  const { map } = useConsoleMessages();
  const { at, message } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: topology, error } = useLive(topologyQuery, TOPOLOGY_EVERY);
  const { data: queues } = useLive(queuesQuery);
  const counts = useMemo(() => new Map(queues?.queues.map((queue) => [queue.name, queue])), [queues]);
  const resting = useMemo(() => (topology ? sidings(topology) : new Set<string>()), [topology]);
  const totals = topology && queues && totalsOf(queues.queues, resting);
  const covered = useMedia("(max-width: 39.99rem)") && at !== undefined;

  const open = useCallback((name: string) => navigate({ search: { at: name } }), [navigate]);
  const close = useCallback(async () => {
    if (!at) return;
    await navigate({ search: {} });
    const part = topology && partOf(topology, at);
    // A dead-letter queue or a consumer may be drawn only while its panel is open.
    const beside = part?.kind === "siding" ? part.source.name : part?.kind === "train" ? part.queue.name : "";
    for (const name of [at, beside]) {
      const station = document.querySelector<HTMLElement>(`[data-station="${CSS.escape(name)}"]`);
      if (station) return station.focus();
    }
  }, [navigate, at, topology]);
  useShortcut("Escape", close);

  return (
    <div className="flex items-start">
      <Page title={map.title} lead={map.lead} aside={<Totals totals={totals} />} inert={covered}>
        {!topology && !error && <Skeleton className="h-96" />}
        {topology && topology.topics.length + topology.queues.length === 0 && (
          <Empty title={map.empty}>{map.emptyHelp}</Empty>
        )}
        {topology && (
          <NetworkMap topology={topology} counts={counts} selected={at} onOpen={open}>
            {queues && <DeadLetters sidings={queues.queues.filter(({ name }) => resting.has(name))} onOpen={open} />}
          </NetworkMap>
        )}
        <MapKey />
      </Page>
      {at && topology && (
        <Panel
          key={at}
          name={at}
          message={message}
          topology={topology}
          counts={counts}
          alone={covered}
          onOpen={open}
          onClose={close}
        />
      )}
    </div>
  );
}

function sidings(topology: Topology): Set<string> {
  return new Set(topology.queues.filter(({ role }) => role !== "work").map(({ name }) => name));
}
