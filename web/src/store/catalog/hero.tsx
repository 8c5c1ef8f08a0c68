import { Link } from "@tanstack/react-router";
import type { Product } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { drawingPath } from "../../donut/drawing-path.ts";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMessages } from "../../i18n/messages.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StockNote } from "../shared/stock-note.tsx";
import { AddButton } from "./add-button.tsx";

/** What the shop is, and its most popular donut. */
export function Hero({ product, states }: { product: Product | undefined; states: number }) {
  const { hero } = useMessages();
  const { money } = useFormat();
  const language = useLanguage();
  return (
    <section className="relative grid items-center gap-x-8 pt-8 pb-10 sm:grid-cols-[1.1fr_1fr] sm:pt-10 lg:pb-16">
      <div className="relative z-1 max-w-xl">
        <h1 className="font-display text-4xl font-extrabold tracking-tight sm:text-5xl lg:text-6xl">{hero.title}</h1>
        <p className="mt-4 max-w-md text-base text-ink-soft sm:text-lg">{hero.body(states)}</p>
      </div>
      <div className="relative isolate max-sm:mt-2">
        <div className="contours hero-land" aria-hidden="true" />
        <Link
          to="/donuts/$productId"
          params={{ productId: product?.id ?? "hoyong-special" }}
          className="donut-link relative mx-auto block w-4/5 rounded-round sm:w-full"
          tabIndex={-1}
          aria-hidden="true"
        >
          {product?.stock.available === 0 ? (
            <img src={drawingPath("oven")} alt="" width="240" height="240" className="size-full" />
          ) : (
            <DonutPicture id={product?.id ?? "hoyong-special"} eager className="donut-turn size-full" />
          )}
        </Link>
        <div className="relative -mt-8 ml-auto flex min-h-22 max-w-md items-center gap-4 rounded-large bg-surface p-3 pl-5 shadow-lift sm:-mt-16 sm:mr-2">
          {product ? (
            <>
              <div className="min-w-0 flex-1">
                <p className="text-xs font-semibold text-orders-ink">{hero.featured}</p>
                <h2 className="truncate font-display text-lg leading-6 font-bold">
                  <Link to="/donuts/$productId" params={{ productId: product.id }} className="hover:underline">
                    {product.name[language]}
                  </Link>
                </h2>
                <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
                  <span className="font-semibold tabular-nums">{money(product.price)}</span>
                  <StockNote stock={product.stock} />
                </p>
              </div>
              <AddButton product={product} />
            </>
          ) : (
            <Skeleton className="h-10 w-1/2" />
          )}
        </div>
      </div>
    </section>
  );
}
