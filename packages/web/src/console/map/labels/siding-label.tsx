import { cx } from "../../../ui/cx.ts";
import { Ticker } from "../../live/ticker.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { deadLetters } from "../counts.ts";
import type { Station } from "../layout.ts";
import type { LabelProps } from "./label-props.ts";
import { StationButton } from "./station-button.tsx";

/** A dead-letter queue's name, and how many rest there. */
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
      <span className="absolute flex items-center gap-2 text-xs" style={placeOf(station)}>
        <span
          className={cx(
            "leading-4",
            station.label === "below" && "text-2xs",
            dead > 0 ? "font-semibold" : "text-ink-faint",
          )}
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

function placeOf({ at, box, buffer, label }: Station & { kind: "siding" }) {
  if (label === "below") return { left: 8, bottom: 2 };
  const upright = buffer.x === at.x;
  if (upright) return { left: at.x - box.x + 14, top: 2 };
  return { left: buffer.x - box.x + 14, top: 0, bottom: 0 };
}
