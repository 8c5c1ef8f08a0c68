import { lazy, Suspense } from "react";
import { useProducts } from "../../api/products.ts";
import { useMessages } from "../../i18n/messages.ts";
import { loadPageTexts } from "../../i18n/page-texts.ts";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { Atlas } from "./atlas.tsx";
import { Hero } from "./hero.tsx";

const Unreachable = lazy(() =>
  Promise.all([import("./unreachable.tsx"), loadPageTexts()]).then(([it]) => ({ default: it.Unreachable })),
);

export function CatalogPage() {
  const { data: products, away, refetch } = useProducts();
  usePageTitle(useMessages().brand);
  if (!products && away) {
    return (
      <Suspense>
        <Unreachable onAgain={refetch} />
      </Suspense>
    );
  }
  const featured = products?.find((it) => it.id === "hoyong-special") ?? products?.[0];
  return (
    <div className="mx-auto max-w-7xl px-3 sm:px-6">
      <Hero product={featured} states={products?.length ?? 12} />
      <Atlas products={products} />
    </div>
  );
}
