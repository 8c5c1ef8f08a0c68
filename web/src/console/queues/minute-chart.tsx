import { useFormat } from "../../i18n/format.ts";
import { cx } from "../../ui/cx.ts";
import { HISTORY_MINUTES } from "../api/records.ts";
import type { QueueMinute } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";

const HEIGHT = 28;
const STEP = 3;
const BAR = 2.2;
const WIDTH = HISTORY_MINUTES * STEP;
const MINUTE_MS = 60_000;

interface Props {
  minutes: QueueMinute[] | undefined;
  of: "deleted" | "visible" | "sent" | "inFlight";
  large?: boolean;
  /** Its values should be zero. */
  trouble?: boolean;
}

/** One bar per minute, from the queue's own history, with the total or the maximum. */
export function MinuteChart({ minutes, of, large = false, trouble = false }: Props) {
  const { queues } = useConsoleMessages();
  const format = useFormat();
  const shape = cx("w-full", large ? "h-10" : "h-7 lg:w-40");
  if (!minutes) return <div className={shape} aria-hidden="true" />;
  const values = minutes.map((minute) => ({ at: Date.parse(minute.at), value: minute[of] ?? 0 }));
  const last = values.at(-1)?.at ?? 0;
  const highest = Math.max(0, ...values.map(({ value }) => value));
  const sum = values.reduce((total, { value }) => total + value, 0);
  const counted = of === "deleted" || of === "sent";
  const label = counted
    ? queues.perHour(format.number(sum), format.number(highest))
    : queues.highest(format.number(highest));
  return (
    <div className={cx("flex items-center gap-2", large && "flex-col items-stretch gap-1")}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`}
        preserveAspectRatio="none"
        className={shape}
        role="img"
        aria-label={label}
      >
        <title>{label}</title>
        <path d={`M0 ${HEIGHT + 0.5}H${WIDTH}`} vectorEffect="non-scaling-stroke" className="stroke-hairline" />
        {values.map(({ at, value }) => {
          const height = highest === 0 ? 0 : (value / highest) * HEIGHT;
          const x = WIDTH - STEP - Math.round((last - at) / MINUTE_MS) * STEP;
          return (
            height > 0 && (
              <rect
                key={at}
                x={x}
                y={HEIGHT - Math.max(height, 1)}
                width={BAR}
                height={Math.max(height, 1)}
                className={trouble ? "fill-signal" : "fill-(--line)"}
              />
            )
          );
        })}
      </svg>
      <span
        aria-hidden="true"
        className={cx("text-xs whitespace-nowrap tabular-nums", highest === 0 ? "text-ink-faint" : "text-ink-soft")}
      >
        {large ? label : format.number(counted ? sum : highest)}
      </span>
    </div>
  );
}
