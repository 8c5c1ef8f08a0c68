import { cx } from "../../../ui/cx.ts";
import type { Standing } from "../place/standing.ts";
import { useRoomTexts } from "../texts/index.ts";
import { spanOf } from "./span.ts";

/** How long it may still take: a range, based on recent turns. */
export function Wait({ standing: { ticket, perMinute } }: { standing: Standing }) {
  const { wait } = useRoomTexts();
  return (
    <div className="min-w-52 rounded-large bg-surface px-5 py-4 shadow-rest">
      <p className="text-xs font-semibold text-waiting-ink">{wait.label}</p>
      <p className={cx("font-display font-bold tabular-nums", ticket.eta ? "text-2xl" : "text-base")}>
        {useWaitText(ticket.eta)}
      </p>
      {ticket.eta && <p className="mt-0.5 text-xs text-ink-soft">{wait.pace(perMinute ?? 0)}</p>}
    </div>
  );
}

/** The estimate as text. */
export function useWaitText(eta: Standing["ticket"]["eta"]): string {
  const { wait } = useRoomTexts();
  if (!eta) return wait.unknown;
  const span = spanOf(eta);
  if (!span) return wait.moments;
  return span.low === 0 ? wait.upTo(span.high, span.unit) : wait.range(span.low, span.high, span.unit);
}
