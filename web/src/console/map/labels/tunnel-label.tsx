import { useLanguage } from "../../../i18n/language.ts";
import { cx } from "../../../ui/cx.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { duration } from "../../text/duration.ts";
import type { Station } from "../layout.ts";
import type { LabelProps } from "./label-props.ts";
import { wordsPlace } from "./words-place.ts";

/** How many messages are in flight, and for how long they may be. */
export function TunnelLabel({
  station,
  tall,
  count,
}: Pick<LabelProps<Station & { kind: "tunnel" }>, "station" | "tall" | "count">) {
  const { map } = useConsoleMessages();
  const language = useLanguage();
  const { visibilityTimeoutSeconds } = station.queue;
  const inFlight = count?.inFlight ?? 0;
  return (
    <p
      className={cx(
        "@container absolute flex text-xs leading-4 whitespace-nowrap text-ink-soft",
        tall ? "flex-col justify-center" : "justify-between",
      )}
      style={wordsPlace(station, station.words)}
    >
      <span className={cx("tabular-nums", inFlight > 0 && "font-semibold text-ink")}>{map.inFlight(inFlight)}</span>
      <span className={cx("text-2xs text-ink-faint", !tall && "hidden @min-[12rem]:inline")}>
        {map.tunnel(duration(visibilityTimeoutSeconds, language))}
      </span>
    </p>
  );
}
