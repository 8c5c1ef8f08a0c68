import type { DeployedQueue } from "@donut/contracts/topology";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import type { QueueCounts, QueueMinute } from "../api/types.ts";
import { Ticker } from "../live/ticker.tsx";
import { lineStyle } from "../map/line-style.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Cell, Row } from "../shell/table.tsx";
import { duration } from "../text/duration.ts";
import { ConsumerSwitch } from "./consumer-switch.tsx";
import { MinuteChart } from "./minute-chart.tsx";
import { QueueLink } from "./queue-link.tsx";

interface Props {
  queue: DeployedQueue;
  count: QueueCounts | undefined;
  minutes: QueueMinute[] | undefined;
  /** The queue whose dead letters it holds. */
  source: string | undefined;
}

export function QueueRow(props: Props) {
  return props.queue.role === "work" ? <WorkRow {...props} /> : <SidingRow {...props} />;
}

function WorkRow({ queue, count, minutes }: Omit<Props, "source">) {
  const { queues } = useConsoleMessages();
  return (
    <Row>
      <Name queue={queue} />
      <NumberCell name={queues.visible} value={count?.visible} />
      <NumberCell name={queues.inFlight} value={count?.inFlight} />
      <NumberCell name={queues.delayed} value={count?.delayed} />
      <Age count={count} />
      <Cell name={queues.dead} number>
        {count?.dlq ? (
          <Link
            to="/console/queues/$name"
            params={{ name: count.dlq.name }}
            className={cx(
              "inline-flex min-h-6 items-center justify-end rounded-small underline decoration-border underline-offset-3 hover:decoration-ink",
              count.dlq.visible > 0 && "font-semibold text-signal-ink",
            )}
          >
            <span className="sr-only">{count.dlq.name} </span>
            <Ticker value={count.dlq.visible} />
          </Link>
        ) : (
          "–"
        )}
      </Cell>
      <Cell name={queues.consumer}>
        <ConsumerSwitch queue={queue} count={count} />
      </Cell>
      <Cell name={queues.handled} wide>
        <div style={lineStyle(queue.subject)}>
          <MinuteChart minutes={minutes} of="deleted" />
        </div>
      </Cell>
    </Row>
  );
}

function SidingRow({ queue, count, minutes, source }: Props) {
  const { queues } = useConsoleMessages();
  return (
    <Row>
      <Name queue={queue} />
      <NumberCell name={queues.dead} value={count?.visible} trouble />
      <NumberCell name={queues.inFlight} value={count?.inFlight} />
      <Age count={count} />
      <Cell name={queues.source} double>
        <Source queue={queue} source={source} />
      </Cell>
      <Cell name={queues.resting} wide>
        <MinuteChart minutes={minutes} of="visible" trouble />
      </Cell>
    </Row>
  );
}

function Source({ queue, source }: Pick<Props, "queue" | "source">) {
  const { queues, panel } = useConsoleMessages();
  if (source) return <QueueLink name={source} className="text-ink-soft" />;
  return <span className="text-ink-soft">{queue.topic ? queues.undeliveredOf(queue.topic) : panel.fromStream}</span>;
}

function Name({ queue }: { queue: DeployedQueue }) {
  const { queues } = useConsoleMessages();
  return (
    <Cell name={queues.name} wide unnamed>
      <span className="flex items-center gap-2.5" style={lineStyle(queue.subject)}>
        <span aria-hidden="true" className="h-5 w-1 shrink-0 rounded-round bg-(--line)" />
        <QueueLink name={queue.name} className="font-semibold" />
        {queue.fifo && <span className="rounded-small bg-sunken px-1.5 text-2xs text-ink-soft">FIFO</span>}
      </span>
    </Cell>
  );
}

function NumberCell({ name, value, trouble = false }: { name: string; value: number | undefined; trouble?: boolean }) {
  return (
    <Cell name={name} number>
      {value === undefined ? (
        "–"
      ) : (
        <Ticker
          value={value}
          className={cx(
            value === 0 && "text-ink-faint",
            value > 0 && "font-semibold",
            trouble && value > 0 && "text-signal-ink",
          )}
        />
      )}
    </Cell>
  );
}

function Age({ count }: { count: QueueCounts | undefined }) {
  const { queues } = useConsoleMessages();
  const language = useLanguage();
  const seconds = count?.visible ? count.oldestAgeSeconds : undefined;
  return (
    <Cell name={queues.oldest} number>
      {seconds === undefined ? <span className="text-ink-faint">–</span> : duration(seconds, language)}
    </Cell>
  );
}
