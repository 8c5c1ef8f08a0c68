import type { Product } from "../../api/types.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";

/** What the donut contains that may make people ill. */
export function Contains({ product }: { product: Product }) {
  const { contains } = usePageTexts();
  return (
    <section aria-labelledby="contains" className="max-w-md text-sm">
      <h2 id="contains" className="font-display font-bold">
        {contains.title}
      </h2>
      <ul className="mt-1 flex flex-wrap gap-1.5">
        {product.allergens.map((it) => (
          <li key={it} className="rounded-round border border-border bg-surface px-3 py-0.5">
            {contains.allergens[it]}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-soft">{contains.kitchen}</p>
    </section>
  );
}
