import { Link } from "@tanstack/react-router";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useFormat } from "../../i18n/format.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { unitsOf } from "../shared/cart.ts";
import type { Visit } from "../shared/visits.ts";

/** One order of a list, and the way to its page. */
export function OrderRow({ order }: { order: Visit }) {
  const { passport } = usePageTexts();
  const { money, dateTime } = useFormat();
  return (
    <li>
      <Link
        to="/orders/$orderId"
        params={{ orderId: order.id }}
        className="-mx-3 flex items-center gap-4 rounded-small px-3 py-3 transition hover:bg-sunken"
      >
        <span className="flex shrink-0 -space-x-4">
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
        <span className="font-semibold tabular-nums">{money(order.total)}</span>
      </Link>
    </li>
  );
}
