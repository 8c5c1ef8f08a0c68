import type { Product } from "../../api/types.ts";
import { useMessages } from "../../i18n/messages.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { stateCodes } from "../shared/state-code.ts";
import { stampsOf, useOwnVisits } from "../shared/visits.ts";
import { ProductCard } from "./product-card.tsx";

const unsurveyed = Array.from("ABCDEFGHIJKL");

/** The catalogue as a page of an atlas: every donut a state with its borders. */
export function Atlas({ products }: { products: Product[] | undefined }) {
  const { atlas } = useMessages();
  const stamps = stampsOf(useOwnVisits());
  const codes = stateCodes(products?.map((it) => it.id) ?? []);
  return (
    <section aria-labelledby="atlas" className="scroll-mt-20">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="atlas" className="font-display text-2xl font-bold">
          {atlas.title}
        </h2>
        {products && (
          <p className="text-sm text-ink-soft">
            {atlas.visited(products.filter((it) => stamps.has(it.id)).length, products.length)}
          </p>
        )}
      </div>
      <div className="neatline">
        <ul className="sheet">
          {products
            ? products.map((product) => (
                <ProductCard
                  key={product.id}
                  product={product}
                  code={codes.get(product.id) ?? ""}
                  stamps={stamps.get(product.id) ?? 0}
                />
              ))
            : unsurveyed.map((it) => <Unsurveyed key={it} />)}
        </ul>
      </div>
    </section>
  );
}

/** A state that is still loading. */
function Unsurveyed() {
  return (
    <li className="state" aria-hidden="true">
      <Skeleton className="mx-auto mt-6 aspect-square w-4/5 rounded-round" />
      <Skeleton className="mt-4 h-6 w-3/4" />
      <Skeleton className="h-5 w-1/2" />
    </li>
  );
}
