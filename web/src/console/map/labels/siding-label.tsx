import { cx } from "../../../ui/cx.ts";
import { LiveNumber } from "../../../ui/live-number.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { deadLetters } from "../../topology/counts.ts";
import type { Station } from "../layout.ts";
import { Broken } from "./broken.tsx";
import type { LabelProps } from "./label-props.ts";
import { StationButton } from "./station-button.tsx";
import { wordsPlace } from "./words-place.ts";

/** A dead-letter queue's name, and how many messages it has. */
export function SidingLabel({
  station,
  count,
  selected,
  onOpen,
}: Omit<LabelProps<Station & { kind: "siding" }>, "tall">) {
  const { map } = useConsoleMessages();
  const { name } = station.queue;
  const dead = deadLetters(count);
  return (
    <StationButton name={name} label={map.station.siding(name, dead)} selected={selected} onOpen={onOpen}>
      <span
        className={cx("absolute flex gap-2 text-xs", station.label === "beside" && "items-center")}
        style={wordsPlace(station, station.words)}
      >
        <span
          className={cx(
            station.label === "below" ? "text-2xs leading-[13px]" : "truncate leading-4",
            dead > 0 ? "font-semibold" : "text-ink-faint",
          )}
        >
          {station.label === "below" ? <Broken name={name} /> : name}
        </span>
        {dead > 0 && (
          <span className="shrink-0 rounded-round bg-signal px-1.5 text-2xs font-semibold text-on-line">
            <LiveNumber value={dead} />
          </span>
        )}
      </span>
    </StationButton>
  );
}
