import type { AdminRoom } from "@donut/contracts/waiting-room";
import type { ReactNode } from "react";
import { LiveNumber } from "../../ui/live-number.tsx";
import { Figure } from "../shared/figure.tsx";
import { useHallTexts } from "./messages/index.ts";

/** The room's key figures, in a row. */
export function Numbers({ room: { waiting, admitted, x, pace, sockets, tick } }: { room: AdminRoom }) {
  const { numbers, seconds, milliseconds, none } = useHallTexts();
  const shown: [name: string, value: ReactNode][] = [
    [numbers.waiting, <LiveNumber key="waiting" value={waiting} />],
    [
      numbers.seats,
      <span key="seats">
        <LiveNumber value={admitted} />
        <span className="text-ink-faint"> / {x}</span>
      </span>,
    ],
    [numbers.perMinute, <LiveNumber key="pace" value={Math.round(pace.perMinute * 10) / 10} />],
    [numbers.hold, pace.holdSeconds === undefined ? none : seconds(pace.holdSeconds)],
    [numbers.longest, pace.longestWaitSeconds === undefined ? none : seconds(pace.longestWaitSeconds)],
    [numbers.sockets, <LiveNumber key="sockets" value={sockets.open} />],
    [numbers.lag, tick.lagMs === undefined ? none : milliseconds(tick.lagMs)],
  ];
  return (
    <dl className="grid grid-cols-3 gap-x-6 gap-y-3 sm:grid-cols-4 xl:flex xl:gap-x-8">
      {shown.map(([name, value]) => (
        <Figure key={name} name={name} size="text-xl">
          {value}
        </Figure>
      ))}
    </dl>
  );
}
