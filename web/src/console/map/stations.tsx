import { memo } from "react";
import { useConsoleMessages } from "../messages/index.ts";
import { lineStyle } from "../topology/line-style.ts";
import { type Arrivals, backBy } from "./arrivals.ts";
import type { Box } from "./geometry.ts";
import { EntranceLabel, InterchangeLabel } from "./labels/entry-labels.tsx";
import type { LabelProps } from "./labels/label-props.ts";
import { PlatformLabel } from "./labels/platform-label.tsx";
import { SidingLabel } from "./labels/siding-label.tsx";
import { TrainLabel } from "./labels/train-label.tsx";
import { TunnelLabel } from "./labels/tunnel-label.tsx";
import type { MapLayout, Station } from "./layout.ts";
import type { Shown } from "./map-canvas.tsx";

/** The map's text and numbers, and its buttons. */
export const Stations = memo(function Stations({
  layout,
  counts,
  arrivals,
  ...rest
}: Omit<Shown, "trips"> & { layout: MapLayout }) {
  const { map } = useConsoleMessages();
  const tall = layout.orientation === "tall";
  return (
    <>
      {layout.notes.map(({ id, kind, box }) => (
        <p key={id} className="absolute text-xs text-ink-faint" style={placed(box)}>
          {map[kind]}
        </p>
      ))}
      {layout.stations.map((station) => (
        <div key={station.id} className="absolute" style={{ ...placed(station.box), ...lineStyle(station.subject) }}>
          <Label
            station={station}
            tall={tall}
            count={"queue" in station ? counts.get(station.queue.name) : undefined}
            backBy={station.kind === "tunnel" ? backByOf(station, arrivals) : undefined}
            {...rest}
          />
        </div>
      ))}
    </>
  );
});

function backByOf({ queue }: Station & { kind: "tunnel" }, arrivals: Arrivals): number | undefined {
  return backBy(arrivals.get(queue.name), queue.visibilityTimeoutSeconds);
}

function Label({ station, backBy: by, ...rest }: LabelProps<Station> & { backBy: number | undefined }) {
  switch (station.kind) {
    case "entrance":
      return <EntranceLabel station={station} {...rest} />;
    case "interchange":
      return <InterchangeLabel station={station} {...rest} />;
    case "platform":
      return <PlatformLabel station={station} {...rest} />;
    case "tunnel":
      return <TunnelLabel station={station} backBy={by} {...rest} />;
    case "train":
      return <TrainLabel station={station} enabled={rest.count?.consumer?.enabled} {...rest} />;
    case "siding":
      return <SidingLabel station={station} {...rest} />;
  }
}

function placed({ x, y, width, height }: Box) {
  return { left: x, top: y, width, height };
}
