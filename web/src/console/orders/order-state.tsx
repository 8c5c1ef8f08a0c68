import type { ListedOrder } from "@donut/contracts/orders";
import { cx } from "../../ui/cx.ts";
import { useProductName } from "../api/product-names.ts";
import { useOrdersTexts } from "./messages/index.ts";

/** What became of the order, and why. */
export function OrderState({ order }: { order: ListedOrder }) {
  const texts = useOrdersTexts();
  const nameOf = useProductName();
  const { status, short = [], number, place } = order;
  const [first] = short;
  const words = { completed: texts.sold, queued: texts.queued, rejected: first ? texts.soldOut : texts.notSold }[
    status
  ];
  const why = {
    completed: number !== undefined && texts.soldByQueue(number),
    queued: place !== undefined && texts.place(place),
    rejected: first ? texts.short(nameOf(first.productId), first.requested, first.available) : texts.notSoldWhy,
  }[status];
  return (
    <>
      <span className="inline-flex items-center gap-2 whitespace-nowrap">
        <span
          aria-hidden="true"
          className={cx(
            "size-2.5 rounded-round border-2",
            status === "rejected" ? "border-ink-faint" : "border-orders",
            status === "completed" && "bg-orders",
          )}
        />
        {words}
      </span>
      {why && <span className="block text-xs text-ink-soft tabular-nums">{why}</span>}
    </>
  );
}
