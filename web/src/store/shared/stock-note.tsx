import { localTime } from "../../api/clock.ts";
import type { Stock } from "../../api/types.ts";
import { countdown } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/messages.ts";
import { cx } from "../../ui/cx.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import { useNow } from "../../ui/use-now.ts";

/** How many are left, or when there will be more. */
export function StockNote({ stock, className }: { stock: Stock; className?: string }) {
  const { stock: texts } = useMessages();
  if (stock.available === 0) return <FreshNote stock={stock} className={className} />;

  const low = stock.state === "low";
  const [before, after] = texts.left(low);
  return (
    <span
      className={cx("inline-flex items-baseline gap-1.5", low ? "font-semibold text-ink" : "text-ink-soft", className)}
    >
      <i aria-hidden="true" className={cx("size-2 shrink-0 rounded-round bg-stock", low && "low-dot")} />
      <span>
        <span>{before}</span>
        <LiveNumber value={stock.available} />
        <span>{after}</span>
      </span>
    </span>
  );
}

/** Countdown to the next batch. */
function FreshNote({ stock, className }: { stock: Stock; className: string | undefined }) {
  const { stock: texts } = useMessages();
  const remaining = useRemaining(stock.expectedAt);
  return (
    <span className={cx("font-semibold tabular-nums", className)} role="timer">
      {remaining === undefined ? texts.asked : remaining > 0 ? texts.freshIn(countdown(remaining)) : texts.anyMoment}
    </span>
  );
}

/** Milliseconds until an ISO time; negative once it has passed. */
function useRemaining(iso: string | undefined): number | undefined {
  const now = useNow(iso === undefined ? null : 1000);
  return iso === undefined ? undefined : localTime(iso) - now;
}
