import { useQuery } from "@tanstack/react-query";
import { isGuarded, roomQuery } from "../../api/waiting-room.ts";
import { countdown, useFormat } from "../../i18n/format.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/use-now.ts";
import { boxLines } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";
import { kept } from "../shared/kept-place.ts";

export interface Door {
  /** The waiting room guards this box, and it is not this visitor's turn. */
  closed: boolean;
  /** Nobody may join its line now. */
  shut: boolean;
  /** This visitor is already in the line. */
  inLine: boolean;
  /** How many people order at a time. */
  x: number;
}

/** Whether the box may be ordered, as far as the page knows; the shop decides when the order arrives. */
export function useDoor(): Door {
  const open = boxOpen.use();
  const lines = boxLines.use();
  const place = kept.use();
  const { data: room } = useQuery({ ...roomQuery, enabled: open && lines.length > 0 });
  const guarded =
    room !== undefined &&
    isGuarded(
      room,
      lines.map((it) => it.productId),
    );
  return {
    closed: guarded && !place?.admission,
    shut: room?.mode === "closed" || room?.mode === "draining",
    inLine: place !== undefined,
    x: room?.x ?? 0,
  };
}

/** Shown instead of the order button: a link to the line. */
export function LineDoor({ door: { x, shut, inLine }, onLine }: { door: Door; onLine(): void }) {
  const { box } = usePageTexts();
  const { number } = useFormat();
  const action = inLine ? box.line.back : shut ? box.line.look : box.line.join;
  return (
    <div className="grid gap-3 border-t border-hairline px-5 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
      <p className="rounded-small bg-waiting-wash px-3 py-2 text-sm text-ink">
        {shut && !inLine ? box.line.shut : box.line.why(number(x))}
      </p>
      <Button kind="primary" size="large" className="w-full" onClick={onLine}>
        {action}
      </Button>
    </div>
  );
}

/** How long the seat is kept; shown in the box, which covers everything else. */
export function SeatTime() {
  const { box } = usePageTexts();
  const admission = kept.use()?.admission;
  const now = useNow(admission ? 250 : null);
  if (!admission) return null;
  const left = admission.endsAt - now;
  return (
    <p className="mx-5 mb-3 flex items-baseline justify-between gap-3 rounded-small bg-waiting-wash px-3 py-2 text-sm">
      <span>{left > 0 ? box.line.turn : box.line.over}</span>
      <strong role="timer" className="font-display text-lg font-bold text-waiting-ink tabular-nums">
        {countdown(left)}
      </strong>
    </p>
  );
}
