import type { ShopifyOrder } from "@donut/contracts/shopify";
import { Donut } from "../../../donut/donut.tsx";
import { useProductName } from "../../api/product-names.ts";
import { Section } from "../../shared/facts.tsx";
import { useShopifyTexts } from "../messages/index.ts";
import { Sign } from "../signs.tsx";

/** Units of each product taken from stock for the order, and units still owed. */
export function Amounts({ order: { units, taken, owed } }: { order: ShopifyOrder }) {
  const texts = useShopifyTexts();
  const nameOf = useProductName();
  const products = Object.entries(units);
  return (
    <Section title={texts.order.amounts}>
      <p className="text-xs text-ink-soft">{products.length === 0 ? texts.order.noStock : texts.order.amountsHelp}</p>
      {products.length > 0 && (
        <ul className="divide-y divide-hairline border-y border-hairline text-sm">
          {products.map(([id, of]) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <Donut id={id} size={32} />
              <div className="grid min-w-40 flex-1 gap-1">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-semibold">{nameOf(id)}</span>
                  <span className="text-xs text-ink-soft tabular-nums">{texts.order.taken(taken[id] ?? 0, of)}</span>
                </p>
                <progress
                  aria-label={nameOf(id)}
                  className="task-progress [--line:var(--stock)]"
                  max={of}
                  value={taken[id] ?? 0}
                />
              </div>
              {owed[id] !== undefined && (
                <Sign className="bg-stock-wash text-stock-ink">{texts.owedOf(owed[id], of)}</Sign>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
