import { useLanguage } from "../../../i18n/language.ts";
import { cx } from "../../../ui/cx.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { duration } from "../../text/duration.ts";
import type { Station } from "../layout.ts";
import { Countdown } from "./countdown.tsx";
import type { LabelProps } from "./label-props.ts";
import { wordsPlace } from "./words-place.ts";

interface Props extends Pick<LabelProps<Station & { kind: "tunnel" }>, "station" | "tall" | "count"> {
  /** When, at the latest, the first message is done or back on the platform; undefined if there is none. */
  backBy: number | undefined;
}

/** How many messages are in flight, and for how long they may be. */
export function TunnelLabel({ station, tall, count, backBy }: Props) {
  const { map } = useConsoleMessages();
  const language = useLanguage();
  const { visibilityTimeoutSeconds } = station.queue;
  const inFlight = count?.inFlight ?? 0;
  const atMost = map.tunnel(duration(visibilityTimeoutSeconds, language));
  const wide = !tall && "hidden @min-[12rem]:inline";
  return (
    <p
      className={cx(
        "@container absolute flex text-xs leading-4 whitespace-nowrap text-ink-soft",
        tall ? "flex-col justify-center" : "justify-between",
      )}
      style={wordsPlace(station, station.words)}
    >
      <span className={cx("tabular-nums", inFlight > 0 && "font-semibold text-ink")}>{map.inFlight(inFlight)}</span>
      <Countdown until={backBy} otherwise={<span className={cx("text-2xs text-ink-faint", wide)}>{atMost}</span>}>
        {(left) => (
          <>
            <span className="sr-only">{atMost}</span>
            <span
              aria-hidden="true"
              title={map.countdownHelp}
              className={cx("text-2xs tabular-nums", !tall && "hidden @min-[8rem]:inline")}
            >
              <span className={cx(wide)}>{map.countdown.before}</span>≤ {left}
              <span className={cx(wide)}>{map.countdown.after}</span>
            </span>
          </>
        )}
      </Countdown>
    </p>
  );
}
