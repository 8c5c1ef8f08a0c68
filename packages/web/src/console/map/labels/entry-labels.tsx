import { cx } from "../../../ui/cx.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import type { Station } from "../layout.ts";
import type { LabelProps } from "./label-props.ts";
import { StationButton } from "./station-button.tsx";

/** An API's name and path. */
export function EntranceLabel({
  station,
  tall,
  selected,
  onOpen,
}: Omit<LabelProps<Station & { kind: "entrance" }>, "count">) {
  const { map } = useConsoleMessages();
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

/** A topic's name. */
export function InterchangeLabel({
  station,
  tall,
  selected,
  onOpen,
}: Omit<LabelProps<Station & { kind: "interchange" }>, "count">) {
  const { map } = useConsoleMessages();
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

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
