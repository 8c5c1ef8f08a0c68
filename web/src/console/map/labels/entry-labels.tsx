import { useConsoleMessages } from "../../messages/index.ts";
import { addressText } from "../../topology/topology.ts";
import type { Station } from "../layout.ts";
import type { LabelProps } from "./label-props.ts";
import { StationButton } from "./station-button.tsx";
import { wordsPlace } from "./words-place.ts";

/** An API's name, its path, and whether its clients stay connected. */
export function EntranceLabel({
  station,
  selected,
  onOpen,
}: Omit<LabelProps<Station & { kind: "entrance" }>, "count" | "tall">) {
  const { map } = useConsoleMessages();
  const { name, kind } = station.api;
  const label = kind === "socket" ? map.station.socket(name) : map.station.entrance(name);
  return (
    <StationButton name={name} label={label} selected={selected} onOpen={onOpen}>
      <span className="absolute flex flex-col justify-center" style={wordsPlace(station, station.words)}>
        <span className="truncate text-sm leading-4 font-semibold">{name}</span>
        <span className="truncate font-mono text-2xs text-ink-faint">{addressText(station.api)}</span>
      </span>
    </StationButton>
  );
}

/** A topic's name. */
export function InterchangeLabel({
  station,
  selected,
  onOpen,
}: Omit<LabelProps<Station & { kind: "interchange" }>, "count" | "tall">) {
  const { map } = useConsoleMessages();
  const { name } = station.topic;
  return (
    <StationButton name={name} label={map.station.interchange(name)} selected={selected} onOpen={onOpen}>
      <span className="absolute truncate text-sm leading-4 font-semibold" style={wordsPlace(station, station.words)}>
        {name}
      </span>
    </StationButton>
  );
}
