import type { AdminRoom } from "@donut/contracts/waiting-room";
import type { ReactNode } from "react";
import { Ticker } from "../live/ticker.tsx";
import { useHallTexts } from "./messages/index.ts";

/** The room's key figures, in a row. */
export function Numbers({ room: { waiting, admitted, x, pace, sockets, tick } }: { room: AdminRoom }) {
  const { numbers, seconds, milliseconds, none } = useHallTexts();
  const shown: [name: string, value: ReactNode][] = [
    [numbers.waiting, <Ticker key="waiting" value={waiting} />],
    [
      numbers.seats,
      <span key="seats">
        <Ticker value={admitted} />
        <span className="text-ink-faint"> / {x}</span>
      </span>,
    ],
    [numbers.perMinute, <Ticker key="pace" value={Math.round(pace.perMinute * 10) / 10} />],
    [numbers.hold, pace.holdSeconds === undefined ? none : seconds(pace.holdSeconds)],
    [numbers.longest, pace.longestWaitSeconds === undefined ? none : seconds(pace.longestWaitSeconds)],
    [numbers.sockets, <Ticker key="sockets" value={sockets.open} />],
    [numbers.lag, tick.lagMs === undefined ? none : milliseconds(tick.lagMs)],
  ];
  return (
    <dl className="grid grid-cols-3 gap-x-6 gap-y-3 sm:grid-cols-4 xl:flex xl:gap-x-8">
      {shown.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse justify-end">
          <dt className="text-xs text-ink-soft">{name}</dt>
          <dd className="text-xl font-semibold whitespace-nowrap tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
