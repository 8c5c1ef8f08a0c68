import { useProducts } from "../../api/products.ts";
import type { Order, Product } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import type { PageTexts } from "../../i18n/page-texts-en.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import { StockNote } from "../shared/stock-note.tsx";
import { TellMe } from "../wish/tell-me.tsx";
import { QueuePlace } from "./queue-place.tsx";

/** The order as a ticket, stamped when it has just been sold. */
export function Ticket({ order, fresh, vip }: { order: Order; fresh: boolean; vip: boolean }) {
  const { order: texts } = usePageTexts();
  const { money, dateTime } = useFormat();
  const language = useLanguage();
  const { data: products = [] } = useProducts();
  return (
    <section className="ticket relative" aria-labelledby="ticket">
      <div className="px-6 pt-6 pb-5">
        <h1 id="ticket" className="pr-16 font-display text-3xl font-extrabold tracking-tight">
          {titleOf(order, texts)}
        </h1>
        <p className="mt-2 text-sm text-ink-soft">
          <time dateTime={order.placedAt}>{dateTime(order.placedAt)}</time>
        </p>
        {order.status === "queued" && <QueuePlace order={order} />}
        {order.status === "rejected" && (
          <p className="mt-2 text-sm">{order.short ? texts.rejectedWhy : texts.withdrawnWhy}</p>
        )}
        {order.short && <SoldOut products={products.filter((it) => isShort(order, it))} />}
        <div role="status">
          {vip && (
            <>
              <p className="mt-3 inline-block rounded-round bg-customers px-3 py-0.5 text-sm font-semibold text-on-line">
                {texts.vip}
              </p>
              <p className="mt-1 text-sm text-ink-soft">{texts.vipWhy}</p>
            </>
          )}
        </div>
        {order.status === "completed" && (
          <svg viewBox="0 0 100 100" aria-hidden="true" className={cx("ticket-stamp", fresh && "thump")}>
            <g fill="none" stroke="currentColor">
              <circle cx="50" cy="50" r="45" strokeWidth="4" />
              <circle cx="50" cy="50" r="37" strokeWidth="1.5" strokeDasharray="3 3" />
            </g>
            <text
              x="50"
              y="58"
              textAnchor="middle"
              fill="currentColor"
              fontSize="24"
              fontWeight="800"
              className="font-display"
            >
              {texts.sold}
            </text>
          </svg>
        )}
      </div>
      <div className="tear" aria-hidden="true" />
      <ul className="grid gap-3 px-6 py-5">
        {order.lines.map(({ productId, quantity, price }) => (
          <li key={productId} className="flex items-center gap-3">
            <DonutPicture id={productId} className="size-12 shrink-0" />
            <span className="min-w-0 flex-1">
              <span className="block">{products.find((it) => it.id === productId)?.name[language] ?? productId}</span>
              <span className="text-sm text-ink-soft tabular-nums">{`${quantity} × ${money(price)}`}</span>
            </span>
            <span className="tabular-nums">{money(price * quantity)}</span>
          </li>
        ))}
      </ul>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 border-t border-dashed border-border px-6 py-5 text-sm">
        <dt className="text-base font-semibold">{texts.total}</dt>
        <dd
          className={cx(
            "text-right font-display text-xl tabular-nums",
            order.status === "rejected" ? "line-through" : "font-bold",
          )}
        >
          {money(order.total)}
        </dd>
        <dt className="text-ink-soft">{texts.number}</dt>
        <dd className="min-w-0 text-right">
          <Copyable value={order.id} className="text-ink-soft" />
        </dd>
      </dl>
      {order.status === "completed" && (
        <div className="border-t border-dashed border-border px-6 py-5 text-sm">
          <h2 className="font-semibold">{texts.next}</h2>
          <ol className="mt-1 list-inside list-decimal text-ink-soft">
            {texts.nextSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {fresh && <p className="mt-1 text-ink-soft">{texts.mailed}</p>}
        </div>
      )}
    </section>
  );
}

/** What ran out and is not back yet. */
function SoldOut({ products }: { products: Product[] }) {
  const language = useLanguage();
  return products.map((product) => (
    <div key={product.id} className="mt-4 grid gap-2">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <span className="font-semibold">{product.name[language]}</span>
        <StockNote stock={product.stock} />
      </p>
      <TellMe product={product} small />
    </div>
  ));
}

function isShort({ short = [] }: Order, { id, stock }: Product): boolean {
  return stock.available === 0 && short.some(({ productId }) => productId === id);
}

function titleOf({ status, units, place, short }: Order, texts: PageTexts["order"]): string {
  if (status === "completed") return texts.thanks(units);
  if (status === "queued") return texts.place(place ?? 1);
  return short ? texts.rejected : texts.withdrawn;
}
