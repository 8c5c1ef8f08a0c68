import { useFormat } from "../../i18n/format.ts";
import { useNow } from "../../ui/use-now.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { sparkline } from "../text/sparkline.ts";
import { HISTORY_MS, useHistory } from "./use-history.ts";

const WIDTH = 160;
const HEIGHT = 28;

/** A product's stock over the last minutes; the dashed line is the reorder point. */
export function History({ productId, reorderPoint }: { productId: string; reorderPoint: number }) {
  const { stock } = useConsoleMessages();
  const format = useFormat();
  const samples = useHistory(productId);
  const now = useNow(5000);
  const values = samples.map(({ value }) => value);
  const first = samples[0];
  if (!first) return null;
  const top = Math.max(1, ...values);
  const reorderY = HEIGHT - (reorderPoint / top) * HEIGHT;
  const to = Math.max(now, samples.at(-1)?.at ?? 0);
  const from = Math.max(first.at, to - HISTORY_MS);
  return (
    <svg
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      className="h-8 w-full lg:w-28 xl:w-40"
      fill="none"
      role="img"
      aria-label={stock.historyLabel(format.number(Math.min(...values)), format.number(Math.max(...values)))}
    >
      <path d={`M0 ${HEIGHT}H${WIDTH}`} vectorEffect="non-scaling-stroke" className="stroke-hairline" />
      {reorderY >= 0 && (
        <path
          d={`M0 ${reorderY}H${WIDTH}`}
          strokeDasharray="2 3"
          vectorEffect="non-scaling-stroke"
          className="stroke-ink-faint"
        />
      )}
      <polyline
        points={sparkline(samples, { width: WIDTH, height: HEIGHT, from, to })}
        strokeWidth="1.75"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
        className="stroke-stock"
      />
    </svg>
  );
}
