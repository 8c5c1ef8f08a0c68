import type { Topology } from "@donut/contracts/topology";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useMedia } from "../../ui/use-media.ts";
import { queuesQuery, topologyQuery } from "../api/queries.ts";
import type { QueueCounts } from "../api/types.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { type Chart, restingCharts, workCharts } from "../numbers/charts.ts";
import { Numbers } from "../numbers/numbers.tsx";
import { usualRange } from "../numbers/range.ts";
import { RangeSwitch } from "../numbers/range-switch.tsx";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { deadLetters } from "../topology/counts.ts";
import { Lesson } from "../topology/lesson.tsx";
import { lineStyle } from "../topology/line-style.ts";
import { partOf, type QueuePart } from "../topology/part.ts";
import { useDeadLettersView } from "./dead-letters/dead-letters.tsx";
import { QueueHead } from "./queue-head.tsx";
import { QueueSettings } from "./queue-settings.tsx";
import type { RepairAsk } from "./repair/ask.ts";
import { RepairDialog } from "./repair/repair-dialog.tsx";
import { TaskStrip } from "./repair/task-strip.tsx";

const TOPOLOGY_EVERY = 30_000;
const route = getRouteApi("/console/queues/$name");

interface Props {
  part: QueuePart;
  topology: Topology;
  count: QueueCounts | undefined;
}

/** One queue: its numbers, now and over time, its messages and their actions. */
export function QueuePage() {
  const { queues: texts } = useConsoleMessages();
  const { name } = route.useParams();
  const { data: topology, error } = useLive(topologyQuery, TOPOLOGY_EVERY);
  const { data } = useLive(queuesQuery);
  const part = topology && partOf(topology, name);
  if (!topology || !part || !("queue" in part) || part.kind === "train") {
    return (
      <Page title={name} lead="">
        {!topology && !error && <Skeleton className="h-96" />}
        {topology && (
          <Empty title={texts.unknown}>
            <Link to="/console/queues" className="underline underline-offset-3">
              {texts.toAll}
            </Link>
          </Empty>
        )}
      </Page>
    );
  }
  const count = data?.queues.find((queue) => queue.name === name);
  const props = { part, topology, count };
  return (
    <div key={name} style={lineStyle(part.queue.subject)}>
      {part.kind === "platform" ? <WorkQueue {...props} /> : <Siding {...props} />}
    </div>
  );
}

function QueueNumbers({ queue, charts }: { queue: string; charts: Chart[] }) {
  const { range = usualRange } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Numbers charts={charts} queue={queue} range={range}>
      <RangeSwitch
        range={range}
        onChoose={(it) =>
          navigate({ search: (before) => ({ ...before, range: it }), replace: true, resetScroll: false })
        }
      />
    </Numbers>
  );
}

/** A queue with a consumer: viewing its messages would cost them a try, so it is not possible. */
function WorkQueue({ part, topology, count }: Props) {
  const { peek } = useConsoleMessages();
  const [ask, setAsk] = useState<RepairAsk>();
  const { queue } = part;
  return (
    <Page title={queue.name} lead={<Lesson part={part} />}>
      <QueueHead part={part} count={count} onAsk={setAsk} />
      <QueueNumbers queue={queue.name} charts={workCharts} />
      <Empty title={peek.title}>
        {peek.platform}{" "}
        {queue.dlq && (
          <>
            {peek.platformDead}{" "}
            <Link
              to="/console/queues/$name"
              params={{ name: queue.dlq }}
              className="underline underline-offset-3 hover:text-ink"
            >
              {queue.dlq}
            </Link>
          </>
        )}
      </Empty>
      <QueueSettings part={part} count={count} />
      {ask && <RepairDialog ask={ask} queue={queue} topology={topology} onClose={() => setAsk(undefined)} />}
    </Page>
  );
}

/** A queue without a consumer: dead letters, to be read and repaired. */
function Siding({ part, topology, count }: Props) {
  const { deadLetters: texts, peek } = useConsoleMessages();
  const [ask, setAsk] = useState<RepairAsk>();
  const { message } = route.useSearch();
  const alone = useMedia("(max-width: 39.99rem)") && message !== undefined;
  const { queue } = part;
  const { list, panel } = useDeadLettersView({
    queue,
    total: count && deadLetters(count),
    tries: part.kind === "siding" ? part.source.maxReceiveCount : undefined,
    stuck: part.kind === "yard" ? texts.stuck : undefined,
    alone,
    onAsk: setAsk,
  });
  return (
    <div className="flex items-start">
      <Page title={queue.name} lead={<Lesson part={part} />} inert={alone}>
        <QueueHead part={part} count={count} onAsk={setAsk} />
        <TaskStrip queue={queue.name} />
        {list}
        <details className="text-xs text-ink-soft">
          <summary className="w-fit rounded-small py-1 underline decoration-border underline-offset-3">
            {peek.about}
          </summary>
          <p className="max-w-prose pt-1">
            {peek.explained} {queue.fifo && peek.explainedFifo}
          </p>
        </details>
        <QueueNumbers queue={queue.name} charts={restingCharts} />
        <QueueSettings part={part} count={count} />
      </Page>
      {panel}
      {ask && <RepairDialog ask={ask} queue={queue} topology={topology} onClose={() => setAsk(undefined)} />}
    </div>
  );
}
