import { useLanguage } from "../../../i18n/language.ts";
import { LiveNumber } from "../../../ui/live-number.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { duration } from "../../text/duration.ts";
import type { Station } from "../layout.ts";
import type { LabelProps } from "./label-props.ts";
import { StationButton } from "./station-button.tsx";
import { wordsPlace } from "./words-place.ts";

/** A queue's name, how many messages wait, and how long. */
export function PlatformLabel({
  station,
  count,
  selected,
  onOpen,
}: Omit<LabelProps<Station & { kind: "platform" }>, "tall">) {
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
      <span className="@container absolute" style={wordsPlace(station, station.words)}>
        <span className="flex items-baseline gap-2">
          <span className="truncate text-xs leading-5 font-semibold @min-[16rem]:text-sm">{name}</span>
          {fifo && <span className="rounded-small border border-border px-1 text-2xs text-ink-soft">FIFO</span>}
          <span className="ml-auto text-base leading-5 font-semibold">
            {count ? <LiveNumber value={count.visible} /> : "–"}
          </span>
        </span>
      </span>
      <span
        className="absolute flex gap-3 overflow-hidden text-2xs whitespace-nowrap text-ink-faint tabular-nums"
        style={wordsPlace(station, station.facts)}
      >
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </StationButton>
  );
}
