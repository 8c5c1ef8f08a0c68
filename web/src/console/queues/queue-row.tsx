import type { DeployedQueue } from "@donut/contracts/topology";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import type { QueueCounts } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { QueueLink } from "../shared/queue-link.tsx";
import { Cell, Row } from "../shared/table.tsx";
import { duration } from "../text/duration.ts";
import { ailmentOf } from "../topology/health.ts";
import { lineStyle } from "../topology/line-style.ts";
import type { QueueEntry } from "./arrange.ts";
import { ConsumerSwitch } from "./consumer-switch.tsx";

export function QueueRow(entry: QueueEntry) {
  return entry.queue.role === "work" ? <WorkRow {...entry} /> : <SidingRow {...entry} />;
}

function WorkRow({ queue, count, totals, isSick }: QueueEntry) {
  const { queues } = useConsoleMessages();
  const isLate = ailmentOf(queue, count) === "late";
  const isIdle = !isSick && count !== undefined && count.visible + count.inFlight + count.delayed === 0;
  return (
    <Row alarming={isSick}>
      <Name queue={queue} isSick={isSick} />
      <NumberCell name={queues.visible} value={count?.visible} isIdle={isIdle} />
      <NumberCell name={queues.inFlight} value={count?.inFlight} isIdle={isIdle} />
      <NumberCell name={queues.delayed} value={count?.delayed} isIdle={isIdle} />
      <Age count={count} trouble={isLate} isIdle={isIdle} />
      <Cell name={queues.dead} number desktopOnly={isIdle}>
        {count?.dlq ? (
          <Link
            to="/console/queues/$name"
            params={{ name: count.dlq.name }}
            className={cx(
              "inline-flex min-h-6 items-center justify-end rounded-small underline underline-offset-3 hover:decoration-ink",
              count.dlq.visible > 0
                ? "font-semibold text-signal-ink decoration-border"
                : "text-ink-faint decoration-transparent",
            )}
          >
            <span className="sr-only">{count.dlq.name} </span>
            <LiveNumber value={count.dlq.visible} />
          </Link>
        ) : (
          "–"
        )}
      </Cell>
      <NumberCell name={queues.handled} value={totals?.processed} quiet isIdle={isIdle} />
      <NumberCell name={queues.failed} value={totals?.failed} quiet isIdle={isIdle} />
      <Cell name={queues.consumer} wide={isIdle} unnamed={isIdle}>
        <ConsumerSwitch queue={queue} count={count} />
      </Cell>
    </Row>
  );
}

function SidingRow({ queue, count, source, isSick }: QueueEntry) {
  const { queues } = useConsoleMessages();
  const isIdle = !isSick && count !== undefined;
  return (
    <Row alarming={isSick}>
      <Name queue={queue} isSick={isSick} />
      <NumberCell name={queues.dead} value={count?.visible} trouble isIdle={isIdle} />
      <NumberCell name={queues.inFlight} value={count?.inFlight} isIdle={isIdle} />
      <Age count={count} trouble={isSick} isIdle={isIdle} />
      <Cell name={queues.source} double desktopOnly={isIdle}>
        <Source queue={queue} source={source} />
      </Cell>
    </Row>
  );
}

function Source({ queue, source }: Pick<QueueEntry, "queue" | "source">) {
  const { queues, panel } = useConsoleMessages();
  if (source) return <QueueLink name={source} className="text-ink-soft" />;
  return <span className="text-ink-soft">{queue.topic ? queues.undeliveredOf(queue.topic) : panel.fromStream}</span>;
}

function Name({ queue, isSick }: { queue: DeployedQueue; isSick: boolean }) {
  const { queues } = useConsoleMessages();
  return (
    <Cell name={queues.name} wide unnamed>
      <span className="flex items-center gap-2.5" style={lineStyle(queue.subject)}>
        <span aria-hidden="true" className="h-5 w-1 shrink-0 rounded-round bg-(--line)" />
        <QueueLink name={queue.name} className={cx(isSick && "font-semibold")} />
        {queue.fifo && <span className="rounded-small bg-sunken px-1.5 text-2xs text-ink-soft">FIFO</span>}
      </span>
    </Cell>
  );
}

interface NumberProps {
  name: string;
  value: number | undefined;
  trouble?: boolean;
  /** It says how much was done, not that something is to be done. */
  quiet?: boolean;
  /** On a phone, queues with nothing to say are only named. */
  isIdle: boolean;
}

function NumberCell({ name, value, trouble = false, quiet = false, isIdle }: NumberProps) {
  return (
    <Cell name={name} number desktopOnly={isIdle}>
      {value === undefined ? (
        <span className="text-ink-faint">–</span>
      ) : (
        <LiveNumber
          value={value}
          className={cx(
            value === 0 && "text-ink-faint",
            value > 0 && (quiet ? "text-ink-soft" : "font-semibold"),
            trouble && value > 0 && "text-signal-ink",
          )}
        />
      )}
    </Cell>
  );
}

function Age({ count, trouble, isIdle }: { count: QueueCounts | undefined; trouble: boolean; isIdle: boolean }) {
  const { queues } = useConsoleMessages();
  const language = useLanguage();
  const seconds = count?.visible ? count.oldestAgeSeconds : undefined;
  return (
    <Cell name={queues.oldest} number desktopOnly={isIdle}>
      {seconds === undefined ? (
        <span className="text-ink-faint">–</span>
      ) : (
        <span className={cx("whitespace-nowrap", trouble && "font-semibold text-signal-ink")}>
          {duration(seconds, language)}
        </span>
      )}
    </Cell>
  );
}
