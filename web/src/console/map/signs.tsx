import { useFormat } from "../../i18n/format.ts";
import { Person } from "../shared/person.tsx";
import { type Counts, deadLetters } from "../topology/counts.ts";
import { rowOf } from "./cars.ts";
import type { Cars, Station } from "./layout.ts";

/** A station's drawing, with its messages. */
export function Sign({ station, tall, counts }: { station: Station; tall: boolean; counts: Counts }) {
  const { at } = station;
  switch (station.kind) {
    case "entrance":
    case "interchange":
      return (
        <>
          <Ring station={station} tall={tall} />
          {station.kind === "entrance" && station.api.kind === "socket" && <Connected station={station} tall={tall} />}
        </>
      );
    case "platform": {
      const waiting = counts.get(station.queue.name)?.visible ?? 0;
      return (
        <>
          {tall && <circle cx={at.x} cy={at.y} r="6" strokeWidth="3" className="fill-surface stroke-(--line)" />}
          <Donuts count={waiting} cars={station.cars} people={isLineOfPeople(station)} />
        </>
      );
    }
    case "tunnel": {
      const { x, y } = at;
      const shape = tall
        ? { x: x - 12, y, width: 24, height: station.box.height }
        : { x, y: y - 12, width: station.box.width, height: 24 };
      return (
        <>
          <rect {...shape} rx="12" strokeDasharray="3 4" strokeWidth="1.5" className="fill-sunken stroke-ink-faint" />
          <Donuts
            count={counts.get(station.queue.name)?.inFlight ?? 0}
            cars={station.cars}
            people={isLineOfPeople(station)}
          />
        </>
      );
    }
    case "train":
      return (
        <Train station={station} tall={tall} running={counts.get(station.queue.name)?.consumer?.enabled ?? true} />
      );
    case "siding":
      return <Siding station={station} dead={deadLetters(counts.get(station.queue.name))} />;
  }
}

function Ring({ station, tall }: { station: Station & { bar: number }; tall: boolean }) {
  const { at, bar, kind } = station;
  const radius = kind === "interchange" ? 10 : 6;
  const long = 2 * radius + bar;
  return (
    <rect
      x={at.x - radius}
      y={at.y - radius}
      width={tall ? long : 2 * radius}
      height={tall ? 2 * radius : long}
      rx={radius}
      strokeWidth={kind === "interchange" ? 4 : 3}
      className="fill-surface stroke-ink"
    />
  );
}

/** Drawn inside the ring of an API whose clients stay connected. */
function Connected({ station, tall }: { station: Station & { bar: number }; tall: boolean }) {
  const { at, bar } = station;
  return <circle cx={at.x + (tall ? bar / 2 : 0)} cy={at.y + (tall ? 0 : bar / 2)} r="2.5" className="fill-ink" />;
}

function Train({ station, tall, running }: { station: Station; tall: boolean; running: boolean }) {
  const { x, y } = station.at;
  const look = running ? "fill-(--line) stroke-(--line)" : "fill-surface stroke-(--line)";
  const glass = running ? "fill-on-line" : "fill-(--line)";
  const windows = [8, 18, 28];
  if (tall) {
    return (
      <>
        <path
          d={`M${x - 11} ${y + 5}a5 5 0 0 1 5-5h12a5 5 0 0 1 5 5v24a11 11 0 0 1-22 0z`}
          strokeWidth="2"
          className={look}
        />
        {windows.map((offset) => (
          <rect key={offset} x={x - 5} y={y - 2 + offset} width="10" height="6" rx="1.5" className={glass} />
        ))}
      </>
    );
  }
  return (
    <>
      <path
        d={`M${x + 5} ${y - 11}h26a11 11 0 0 1 0 22h-26a5 5 0 0 1-5-5v-12a5 5 0 0 1 5-5z`}
        strokeWidth="2"
        className={look}
      />
      {windows.map((offset) => (
        <rect key={offset} x={x - 2 + offset} y={y - 5} width="6" height="10" rx="1.5" className={glass} />
      ))}
    </>
  );
}

function Siding({ station, dead }: { station: Station & { kind: "siding" }; dead: number }) {
  const { buffer, at, cars } = station;
  const level = buffer.y === at.y;
  const [dx, dy] = level ? [0, 7] : [7, 0];
  return (
    <>
      <path
        d={`M${buffer.x - dx} ${buffer.y - dy}L${buffer.x + dx} ${buffer.y + dy}`}
        strokeWidth="3.5"
        className={dead > 0 ? "stroke-signal" : "stroke-border"}
      />
      <Donuts count={dead} cars={cars} dead />
    </>
  );
}

/** Used where each message is a waiting person. */
function isLineOfPeople({ subject, queue }: Station & { kind: "platform" | "tunnel" }): boolean {
  return subject === "waiting" && queue.fifo;
}

interface DonutsProps {
  count: number;
  cars: Cars;
  dead?: boolean;
  people?: boolean;
}

function Donuts({ count, cars, dead = false, people = false }: DonutsProps) {
  const format = useFormat();
  const { donuts, rest } = rowOf(count, cars);
  const glaze = dead ? "stroke-signal" : "stroke-(--line)";
  return (
    <>
      {donuts.map(({ x, y }) => (
        <g key={`${x},${y}`} className="map-donut">
          {people ? <Person x={x} y={y} /> : <Donut x={x} y={y} glaze={glaze} />}
        </g>
      ))}
      {rest && (
        <text
          x={rest.at.x}
          y={rest.at.y + 4}
          className={`text-2xs font-semibold tabular-nums ${dead ? "fill-signal-ink" : "fill-(--line-ink)"}`}
        >
          +{format.number(rest.count)}
        </text>
      )}
    </>
  );
}

function Donut({ x, y, glaze }: { x: number; y: number; glaze: string }) {
  return (
    <>
      <circle cx={x} cy={y} r="4" strokeWidth="5" className="stroke-(--dough)" />
      <circle cx={x} cy={y} r="4" strokeWidth="2.8" className={glaze} />
    </>
  );
}
