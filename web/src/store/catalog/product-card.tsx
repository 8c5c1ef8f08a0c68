import { Link } from "@tanstack/react-router";
import type { Product } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { drawingPath } from "../../donut/drawing-path.ts";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMessages } from "../../i18n/messages.ts";
import { Stamp } from "../shared/stamp.tsx";
import { StockNote } from "../shared/stock-note.tsx";
import { AddButton } from "./add-button.tsx";

/** One donut on the map. */
export function ProductCard({ product, code, stamps }: { product: Product; code: string; stamps: number }) {
  const { atlas } = useMessages();
  const { money } = useFormat();
  const name = product.name[useLanguage()];
  const soldOut = product.stock.available === 0;
  return (
    <li className="state">
      <span className="font-display text-sm font-bold text-ink-faint" aria-hidden="true">
        {code}
      </span>
      <div className="contours" aria-hidden="true" />
      <div className="relative mx-auto w-11/12">
        <Link
          to="/donuts/$productId"
          params={{ productId: product.id }}
          tabIndex={-1}
          aria-hidden="true"
          className="donut-link block"
        >
          {soldOut ? (
            <img src={drawingPath("oven")} alt="" width="240" height="240" className="size-full" />
          ) : (
            <DonutPicture id={product.id} src={product.image} className="donut-turn size-full" />
          )}
        </Link>
      </div>
      {stamps > 0 && <Stamp code={code} count={stamps} label={atlas.stamp(stamps)} />}
      <div className="relative mt-auto pt-3">
        <h3 className="font-display text-base leading-5 font-bold sm:text-lg sm:leading-6">
          <Link to="/donuts/$productId" params={{ productId: product.id }} className="hover:underline">
            {name}
          </Link>
        </h3>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3 text-sm">
          <span className="font-semibold tabular-nums">{money(product.price)}</span>
          <StockNote stock={product.stock} />
        </p>
        <AddButton product={product} />
      </div>
    </li>
  );
}
