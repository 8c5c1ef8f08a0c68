import type { ShopifyRefusal } from "@donut/contracts/shopify";
import { useNow } from "../../../ui/use-now.ts";

const HOUR_MS = 3_600_000;
const HEIGHT = 28;
const STEP = 4;

interface Props {
  hours: number;
  refusals: ShopifyRefusal[];
  label(most: number): string;
}

/** One bar per hour, up to the current one. */
export function HourChart({ hours, refusals, label }: Props) {
  const now = useNow(60_000);
  const thisHour = Math.floor(now / HOUR_MS);
  const most = Math.max(...refusals.map(({ count }) => count));
  const width = hours * STEP;
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" className="h-8 w-full" role="img">
      <title>{label(most)}</title>
      <path d={`M0 ${HEIGHT - 0.5}H${width}`} vectorEffect="non-scaling-stroke" className="stroke-hairline" />
      {refusals.map(({ hour, count }) => {
        const height = Math.max(2, (count / most) * HEIGHT);
        const back = thisHour - Math.floor(Date.parse(hour) / HOUR_MS);
        return (
          <rect
            key={hour}
            x={width - (back + 1) * STEP}
            y={HEIGHT - height}
            width={STEP * 0.8}
            height={height}
            className="fill-signal"
          />
        );
      })}
    </svg>
  );
}
