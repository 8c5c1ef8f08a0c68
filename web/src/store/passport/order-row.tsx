import { Link } from "@tanstack/react-router";
import type { Order } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useFormat } from "../../i18n/format.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { cx } from "../../ui/cx.ts";
import { unitsOf } from "../shared/box-lines.ts";
import type { Visit } from "../shared/visits.ts";

/** One order of a list, linked to its page. */
export function OrderRow({ order }: { order: Visit | Order }) {
  const { passport } = usePageTexts();
  const { money, dateTime } = useFormat();
  return (
    <li>
      <Link
        to="/orders/$orderId"
        params={{ orderId: order.id }}
        className="-mx-3 flex items-center gap-4 rounded-small px-3 py-3 transition hover:bg-sunken"
      >
        <span className={cx("flex shrink-0 -space-x-4", order.status === "rejected" && "opacity-50 grayscale")}>
          {order.lines.slice(0, 4).map(({ productId }) => (
            <DonutPicture key={productId} id={productId} className="size-11" />
          ))}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{passport.donuts(unitsOf(order.lines))}</span>
          <time dateTime={order.placedAt} className="block text-sm text-ink-soft">
            {dateTime(order.placedAt)}
          </time>
        </span>
        <span className="grid shrink-0 justify-items-end">
          <span className={cx("tabular-nums", order.status === "rejected" ? "line-through" : "font-semibold")}>
            {money(order.total)}
          </span>
          {order.status === "queued" && <span className="text-sm text-orders-ink">{passport.queued}</span>}
          {order.status === "rejected" && <span className="text-sm text-ink-soft">{passport.rejected}</span>}
        </span>
      </Link>
    </li>
  );
}
