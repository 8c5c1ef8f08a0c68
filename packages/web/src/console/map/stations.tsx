import { memo } from "react";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import type { QueueCounts } from "../api/types.ts";
import { Ticker } from "../live/ticker.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { duration } from "../text/duration.ts";
import { type Counts, deadLetters } from "./counts.ts";
import type { MapLayout, Station } from "./layout.ts";
import { lineStyle } from "./line-style.ts";
import { StationButton } from "./station-button.tsx";
import { TrainLabel } from "./train-label.tsx";

interface Props {
  layout: MapLayout;
  counts: Counts;
  selected: string | undefined;
  onOpen(name: string): void;
}

/** The words and numbers of a map, and what can be opened on it. */
export const Stations = memo(function Stations({ layout, counts, selected, onOpen }: Props) {
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
          <Label station={station} tall={tall} counts={counts} selected={selected} onOpen={onOpen} />
        </div>
      ))}
    </>
  );
});

interface LabelProps extends Omit<Props, "layout"> {
  station: Station;
  tall: boolean;
}

function Label({ station, tall, counts, selected, onOpen }: LabelProps) {
  const { map } = useConsoleMessages();
  switch (station.kind) {
    case "entrance": {
      const { name, url } = station.api;
      return (
        <StationButton name={name} label={map.station.entrance(name)} selected={selected} onOpen={onOpen}>
          <span className={cx("absolute inset-y-0 flex flex-col justify-center", tall ? "left-11" : "left-1")}>
            <span className="text-sm leading-4 font-semibold">{name}</span>
            <span className="font-mono text-2xs text-ink-faint">{pathOf(url)}</span>
          </span>
        </StationButton>
      );
    }
    case "interchange": {
      const { name } = station.topic;
      return (
        <StationButton name={name} label={map.station.interchange(name)} selected={selected} onOpen={onOpen}>
          <span
            className={cx(
              "absolute text-sm leading-4 font-semibold",
              tall ? "inset-y-0 flex items-center" : "top-1 left-0.5",
            )}
            style={tall ? { left: 44 + station.bar } : undefined}
          >
            {name}
          </span>
        </StationButton>
      );
    }
    case "platform":
      return (
        <PlatformLabel
          station={station}
          tall={tall}
          count={counts.get(station.id)}
          selected={selected}
          onOpen={onOpen}
        />
      );
    case "tunnel":
      return <TunnelLabel station={station} tall={tall} count={counts.get(station.queue.name)} />;
    case "train":
      return (
        <TrainLabel
          consumer={station.consumer}
          tall={tall}
          enabled={counts.get(station.queue.name)?.consumer?.enabled}
          onOpen={onOpen}
        />
      );
    case "siding":
      return (
        <SidingLabel station={station} dead={deadLetters(counts.get(station.id))} selected={selected} onOpen={onOpen} />
      );
  }
}

function PlatformLabel({
  station,
  tall,
  count,
  selected,
  onOpen,
}: Omit<LabelProps, "counts" | "station"> & {
  station: Station & { kind: "platform" };
  count: QueueCounts | undefined;
}) {
  const { map } = useConsoleMessages();
  const language = useLanguage();
  const { name, fifo } = station.queue;
  const age = count?.visible ? count.oldestAgeSeconds : undefined;
  const facts = [
    count?.delayed && map.delayed(count.delayed),
    age !== undefined && map.oldest(duration(age, language)),
  ].filter((fact) => typeof fact === "string");
  const said = count ? [map.waiting(count.visible), map.inFlight(count.inFlight), ...facts].join(", ") : map.unknown;

  return (
    <StationButton name={name} label={map.station.platform(name, said)} selected={selected} onOpen={onOpen}>
      <span className={cx("absolute top-0.5 flex items-baseline gap-2", tall ? "right-3 left-11" : "right-2 left-2")}>
        <span className="truncate text-xs leading-5 font-semibold @min-[13rem]:text-sm">{name}</span>
        {fifo && <span className="rounded-small border border-border px-1 text-2xs text-ink-soft">FIFO</span>}
        <span className="ml-auto text-base leading-5 font-semibold">
          {count ? <Ticker value={count.visible} /> : "–"}
        </span>
      </span>
      <span
        className={cx(
          "absolute flex gap-3 overflow-hidden text-2xs whitespace-nowrap text-ink-faint tabular-nums",
          tall ? "right-2 bottom-2 left-11" : "right-1 bottom-0 left-2",
        )}
      >
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </StationButton>
  );
}

function TunnelLabel({
  station,
  tall,
  count,
}: {
  station: Station & { kind: "tunnel" };
  tall: boolean;
  count: QueueCounts | undefined;
}) {
  const { map } = useConsoleMessages();
  const language = useLanguage();
  const { visibilityTimeoutSeconds } = station.queue;
  const inFlight = count?.inFlight ?? 0;
  return (
    <p
      className={cx(
        "@container absolute flex text-xs leading-4 whitespace-nowrap text-ink-soft",
        tall ? "inset-y-0 right-0 left-11 flex-col justify-center" : "inset-x-1 top-0 justify-between",
      )}
    >
      <span className={cx("tabular-nums", inFlight > 0 && "font-semibold text-ink")}>{map.inFlight(inFlight)}</span>
      <span className={cx("text-2xs text-ink-faint", !tall && "hidden @min-[12rem]:inline")}>
        {map.tunnel(duration(visibilityTimeoutSeconds, language))}
      </span>
    </p>
  );
}

function SidingLabel({
  station,
  dead,
  selected,
  onOpen,
}: Pick<LabelProps, "selected" | "onOpen"> & { station: Station & { kind: "siding" }; dead: number }) {
  const { map } = useConsoleMessages();
  const { at, box, buffer, label } = station;
  const { name } = station.queue;
  const upright = buffer.x === at.x;
  const place = () => {
    if (label === "below") return { left: 8, bottom: 2 };
    if (upright) return { left: at.x - box.x + 14, top: 2 };
    return { left: buffer.x - box.x + 14, top: 0, bottom: 0 };
  };
  return (
    <StationButton name={name} label={map.station.siding(name, dead)} selected={selected} onOpen={onOpen}>
      <span className="absolute flex items-center gap-2 text-xs" style={place()}>
        <span
          className={cx("leading-4", label === "below" && "text-2xs", dead > 0 ? "font-semibold" : "text-ink-faint")}
        >
          {name}
        </span>
        {dead > 0 && (
          <span className="rounded-round bg-signal px-1.5 text-2xs font-semibold text-on-line">
            <Ticker value={dead} />
          </span>
        )}
      </span>
    </StationButton>
  );
}

function placed({ x, y, width, height }: Station["box"]) {
  return { left: x, top: y, width, height };
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
