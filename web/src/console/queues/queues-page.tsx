import type { DeployedQueue } from "@donut/contracts/topology";
import { useMemo } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { queuesQuery, topologyQuery } from "../api/queries.ts";
import { historyQuery } from "../api/records.ts";
import { useLive } from "../live/use-live.ts";
import { deadLetters } from "../map/counts.ts";
import { sourceOf } from "../map/topology.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shell/empty.tsx";
import { Page } from "../shell/page.tsx";
import { Head, Table } from "../shell/table.tsx";
import { QueueRow } from "./queue-row.tsx";

const TOPOLOGY_EVERY = 30_000;
const HISTORY_EVERY = 15_000;

/** Every queue in two tables, work queues and dead-letter queues; trouble first. */
export function QueuesPage() {
  const { queues: texts } = useConsoleMessages();
  const { data: topology } = useLive(topologyQuery, TOPOLOGY_EVERY);
  const { data, error } = useLive(queuesQuery);
  const { data: history } = useLive(historyQuery, HISTORY_EVERY);
  const counts = useMemo(() => new Map(data?.queues.map((queue) => [queue.name, queue])), [data]);
  const minutes = useMemo(() => new Map(history?.queues.map((queue) => [queue.name, queue.minutes])), [history]);
  const dead = (queue: DeployedQueue) => deadLetters(counts.get(queue.name));
  const queues = topology?.queues ?? [];
  const work = queues.filter(({ role }) => role === "work");
  const resting = queues.filter(({ role }) => role !== "work").sort((a, b) => dead(b) - dead(a));

  const rows = (shown: DeployedQueue[]) =>
    shown.map((queue) => (
      <QueueRow
        key={queue.name}
        queue={queue}
        count={counts.get(queue.name)}
        minutes={minutes.get(queue.name)}
        source={topology && sourceOf(topology, queue.name)?.name}
      />
    ));
  return (
    <Page title={texts.title} lead={texts.lead}>
      {!topology && !error && <Skeleton className="h-96" />}
      {topology && queues.length === 0 && <Empty title={texts.empty}>{texts.emptyHelp}</Empty>}
      {work.length > 0 && (
        <section className="grid gap-2">
          <h2 className="font-semibold">{texts.work}</h2>
          <Table
            label={texts.work}
            head={
              <>
                <Head>{texts.name}</Head>
                <Head number>{texts.visible}</Head>
                <Head number>{texts.inFlight}</Head>
                <Head number>{texts.delayed}</Head>
                <Head number>{texts.oldest}</Head>
                <Head number>{texts.dead}</Head>
                <Head>{texts.consumer}</Head>
                <Head>{texts.handled}</Head>
              </>
            }
          >
            {rows(work)}
          </Table>
        </section>
      )}
      {resting.length > 0 && (
        <section className="grid gap-2">
          <h2 className="font-semibold">{texts.deadLetterQueues}</h2>
          <Table
            label={texts.deadLetterQueues}
            head={
              <>
                <Head>{texts.name}</Head>
                <Head number>{texts.dead}</Head>
                <Head number>{texts.inFlight}</Head>
                <Head number>{texts.oldest}</Head>
                <Head>{texts.source}</Head>
                <Head>{texts.resting}</Head>
              </>
            }
          >
            {rows(resting)}
          </Table>
        </section>
      )}
    </Page>
  );
}
