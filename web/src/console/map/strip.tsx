import type { DeployedApi, DeployedQueue } from "@donut/contracts/topology";
import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { deadLetters } from "../topology/counts.ts";
import { lineStyle } from "../topology/line-style.ts";
import { Broken } from "./labels/broken.tsx";
import type { Shown } from "./map-canvas.tsx";
import { StripTrips } from "./trips.tsx";

export type Stop = { name: string; subject: string } & (
  | { kind: "api"; api: DeployedApi }
  | { kind: "topic" }
  | { kind: "queue"; queue: DeployedQueue; dlq?: DeployedQueue | undefined }
  /** A dead-letter queue of its own. */
  | { kind: "siding" }
);

/** A line, or a part of it, as small as it can be: one stop for each API, topic and queue, with its messages. */
export function Strip({
  stops,
  isLine = true,
  counts,
  selected,
  trips,
  onOpen,
}: Shown & { stops: Stop[]; isLine?: boolean }) {
  return (
    <ol className="flex flex-wrap gap-y-1">
      {stops.map((stop, index) => (
        <li
          key={stop.name}
          style={lineStyle(stop.subject)}
          className={cx("relative flex min-w-fit grow basis-24", index === stops.length - 1 && "max-w-40")}
        >
          {isLine && (
            <span
              aria-hidden="true"
              className={cx(
                "absolute top-3.5 h-1 bg-(--line)",
                index === 0 ? "left-4" : "left-0",
                index === stops.length - 1 ? "w-4" : "right-0",
              )}
            />
          )}
          <StripTrips trips={trips.filter(({ queue }) => queue === stop.name)} />
          <StopButton stop={stop} counts={counts} selected={selected} onOpen={onOpen} />
          {stop.kind === "queue" && stop.dlq && (
            <Dead name={stop.dlq.name} dead={deadLetters(counts.get(stop.dlq.name))} onOpen={onOpen} />
          )}
        </li>
      ))}
    </ol>
  );
}

function StopButton({ stop, counts, selected, onOpen }: Omit<Shown, "trips" | "arrivals"> & { stop: Stop }) {
  const { map } = useConsoleMessages();
  const count = counts.get(stop.name);
  const { name, kind } = stop;
  const said = count
    ? [map.waiting(count.visible), map.inFlight(count.inFlight), ...(count.delayed ? [map.delayed(count.delayed)] : [])]
    : [map.unknown];
  const labels: Record<Stop["kind"], string> = {
    api: stop.kind === "api" && stop.api.kind === "socket" ? map.station.socket(name) : map.station.entrance(name),
    topic: map.station.interchange(name),
    queue: map.station.platform(name, said.join(", ")),
    siding: map.station.siding(name, deadLetters(count)),
  };
  const messages = count ? count.visible + count.inFlight + count.delayed : 0;
  return (
    <button
      type="button"
      data-station={name}
      aria-expanded={selected === name}
      onClick={() => onOpen(name)}
      className={cx(
        "relative grid min-w-0 grow content-start justify-items-start rounded-small px-1.5 pb-1 text-left transition-colors",
        selected === name ? "bg-ink/8 ring-1 ring-ink" : "hover:bg-ink/5",
      )}
    >
      <span className="sr-only">{labels[kind]}</span>
      <span aria-hidden="true" className="flex h-8 items-center gap-1">
        <Mark kind={kind} isPaused={count?.consumer?.enabled === false} />
        {messages > 0 && <Chip isDead={kind === "siding"}>{<LiveNumber value={messages} />}</Chip>}
      </span>
      <span aria-hidden="true" className="text-2xs leading-3 text-ink-soft">
        <Broken name={name} />
      </span>
    </button>
  );
}

function Dead({ name, dead, onOpen }: { name: string; dead: number; onOpen(name: string): void }) {
  const { map } = useConsoleMessages();
  if (dead === 0) return null;
  return (
    <button
      type="button"
      data-station={name}
      onClick={() => onOpen(name)}
      className="relative mr-2 inline-grid h-8 min-w-8 place-items-center rounded-small"
    >
      <span className="sr-only">{map.station.siding(name, dead)}</span>
      <Chip isDead>
        <LiveNumber value={dead} />
      </Chip>
    </button>
  );
}

function Chip({ isDead = false, children }: { isDead?: boolean; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "rounded-round px-1.5 text-2xs leading-4 font-semibold",
        isDead ? "bg-signal text-on-line" : "bg-surface text-(--line-ink) ring-1 ring-(--line)",
      )}
    >
      {children}
    </span>
  );
}

/** An API is a small ring, a topic a large one, a queue a dot on its line; hollow while its consumer is paused. */
function Mark({ kind, isPaused }: { kind: Stop["kind"]; isPaused: boolean }) {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none" aria-hidden="true" className="shrink-0">
      {kind === "api" && <circle cx="9" cy="9" r="4.5" strokeWidth="2.5" className="fill-surface stroke-ink" />}
      {kind === "topic" && <circle cx="9" cy="9" r="7" strokeWidth="3" className="fill-surface stroke-ink" />}
      {kind === "queue" && (
        <circle
          cx="9"
          cy="9"
          r="6"
          strokeWidth="3"
          className={isPaused ? "fill-surface stroke-(--line)" : "fill-(--line) stroke-surface"}
        />
      )}
      {kind === "siding" && (
        <path d="M2 9h12M14 3.5v11" strokeWidth="3" strokeLinecap="round" className="stroke-border" />
      )}
    </svg>
  );
}
