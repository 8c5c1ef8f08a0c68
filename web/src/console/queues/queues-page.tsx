import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { metricsQuery } from "../api/metrics.ts";
import { queuesQuery, topologyQuery } from "../api/queries.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { usualRange } from "../numbers/range.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { Head, Table } from "../shared/table.tsx";
import { deadLetters } from "../topology/counts.ts";
import { isSick } from "../topology/health.ts";
import { sourceOf } from "../topology/topology.ts";
import { arrange, type Column, type QueueEntry, type Sorting } from "./arrange.ts";
import { QueueRow } from "./queue-row.tsx";
import { nameOf, QueuesFilter } from "./queues-filter.tsx";
import { type QueuesSearch, sortingOf, sortText } from "./search.ts";
import { SortHead } from "./sort-head.tsx";

const TOPOLOGY_EVERY = 30_000;
const METRICS_EVERY = 15_000;
const route = getRouteApi("/console/queues");

/** Every queue in two tables, work queues and dead-letter queues; those that need somebody first. */
export function QueuesPage() {
  const { queues: texts } = useConsoleMessages();
  const { q, only, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const sorting = sortingOf(sort);
  const { entries, isKnown, error } = useEntries();
  const shown = arrange(entries, { q, onlySick: only === "sick", sorting });
  const show = (next: (search: QueuesSearch) => QueuesSearch) =>
    navigate({ search: next, replace: true, resetScroll: false });
  const sortBy = (wanted: Sorting | undefined) =>
    show(({ sort: _, ...rest }) => ({ ...rest, ...(wanted && { sort: sortText(wanted) }) }));

  const head = (column: Column) => (
    <SortHead
      name={texts[nameOf[column]]}
      column={column}
      number={column !== "name"}
      sorting={sorting}
      onSort={sortBy}
    />
  );
  const work = shown.filter(({ queue }) => queue.role === "work");
  const resting = shown.filter(({ queue }) => queue.role !== "work");
  return (
    <Page title={texts.title} lead={texts.lead}>
      {entries.length === 0 && !isKnown && !error && <Skeleton className="h-96" />}
      {isKnown && entries.length === 0 && <Empty title={texts.empty}>{texts.emptyHelp}</Empty>}
      {entries.length > 0 && (
        <QueuesFilter
          q={q ?? ""}
          onlySick={only === "sick"}
          sick={isKnown ? entries.filter((entry) => entry.isSick).length : undefined}
          sorting={sorting}
          onSearch={(text) => show(({ q: _, ...rest }) => ({ ...rest, ...(text && { q: text }) }))}
          onOnlySick={(onlySick) => show(({ only: _, ...rest }) => ({ ...rest, ...(onlySick && { only: "sick" }) }))}
          onSort={sortBy}
        />
      )}
      {isKnown && entries.length > 0 && shown.length === 0 && (
        <Empty title={only && !q ? texts.noneSick : texts.noneFound}>
          {only && !q ? texts.noneSickHelp : texts.noneFoundHelp}
        </Empty>
      )}
      <Queues
        title={texts.work}
        entries={work}
        head={
          <>
            {head("name")}
            {head("visible")}
            {head("inFlight")}
            {head("delayed")}
            {head("oldest")}
            {head("dead")}
            {head("processed")}
            {head("failed")}
            <Head>{texts.consumer}</Head>
          </>
        }
      />
      <Queues
        title={texts.deadLetterQueues}
        entries={resting}
        head={
          <>
            {head("name")}
            {head("dead")}
            {head("inFlight")}
            {head("oldest")}
            <Head>{texts.source}</Head>
          </>
        }
      />
    </Page>
  );
}

function Queues({ title, entries, head }: { title: string; entries: QueueEntry[]; head: ReactNode }) {
  if (entries.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{title}</h2>
      <Table label={title} head={head}>
        {entries.map((entry) => (
          <QueueRow key={entry.queue.name} {...entry} />
        ))}
      </Table>
    </section>
  );
}

function useEntries(): { entries: QueueEntry[]; isKnown: boolean; error: Error | null } {
  const { data: topology } = useLive(topologyQuery, TOPOLOGY_EVERY);
  const { data, error } = useLive(queuesQuery);
  const { data: metrics } = useLive(metricsQuery(usualRange), METRICS_EVERY);
  const entries = useMemo(() => {
    if (!topology) return [];
    const counts = new Map(data?.queues.map((queue) => [queue.name, queue]));
    return topology.queues.map((queue): QueueEntry => {
      const count = counts.get(queue.name);
      return {
        queue,
        count,
        totals: metrics?.queues?.find(({ name }) => name === queue.name),
        dead: queue.role === "work" ? (count?.dlq?.visible ?? 0) : deadLetters(count),
        isSick: isSick(queue, counts),
        source: sourceOf(topology, queue.name)?.name,
      };
    });
  }, [topology, data, metrics]);
  return { entries, isKnown: topology !== undefined && data !== undefined, error };
}
