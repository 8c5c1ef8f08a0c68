import { createLazyRoute, Link } from "@tanstack/react-router";
import { useProducts } from "../../api/products.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { drawingPath } from "../../donut/drawing-path.ts";
import { recipeOf } from "../../donut/recipes.ts";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMessages } from "../../i18n/messages.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";
import { ArrowLeftIcon, ArrowRightIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { Unreachable } from "../catalog/unreachable.tsx";
import { addToBox, boxLines, quantityOf } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";
import { Lost } from "../shared/lost.tsx";
import { QuantityStepper } from "../shared/quantity-stepper.tsx";
import { Stamp } from "../shared/stamp.tsx";
import { stateCodes } from "../shared/state-code.ts";
import { StockNote } from "../shared/stock-note.tsx";
import { stampsOf, useOwnVisits } from "../shared/visits.ts";
import { TellMe } from "../wish/tell-me.tsx";
import { Contains } from "./contains.tsx";
import { Legend } from "./legend.tsx";

export const route = createLazyRoute("/store/donuts/$productId")({ component: ProductPage });

/** One donut's own page of the atlas. */
function ProductPage() {
  const { productId } = route.useParams();
  const texts = useMessages();
  const { product: page } = usePageTexts();
  const { money } = useFormat();
  const language = useLanguage();
  const { data: products, away, refetch } = useProducts();
  const product = products?.find((it) => it.id === productId);
  const quantity = quantityOf(boxLines.use(), productId);
  const stamps = stampsOf(useOwnVisits()).get(productId) ?? 0;
  const code = stateCodes(products?.map((it) => it.id) ?? []).get(productId) ?? "";
  usePageTitle(product ? `${product.name[language]} · ${texts.brand}` : texts.brand);
  if (products && !product) return <Lost title={page.unknown} body={page.unknownWhy} />;
  if (!products && away) return <Unreachable onAgain={refetch} />;

  const at = products?.findIndex((it) => it.id === productId) ?? 0;
  const neighbour = products?.[(at + 1) % products.length];
  const soldOut = product?.stock.available === 0;
  return (
    <article className="mx-auto max-w-7xl px-4 pt-4 sm:px-6">
      <nav className="relative z-1 flex items-center justify-between text-sm font-semibold text-ink-soft">
        <Link to="/" className="inline-flex h-11 items-center gap-2 hover:text-ink">
          <ArrowLeftIcon /> {page.back}
        </Link>
        {neighbour && (
          <Link
            to="/donuts/$productId"
            params={{ productId: neighbour.id }}
            className="inline-flex h-11 min-w-0 items-center gap-2 hover:text-ink"
          >
            <span className="truncate">{page.next(neighbour.name[language])}</span>
            <ArrowRightIcon className="shrink-0" />
          </Link>
        )}
      </nav>

      <div className="grid items-center gap-x-12 gap-y-2 md:grid-cols-2">
        <div className="relative isolate mx-auto w-full max-w-xl">
          <div className="contours hero-land" aria-hidden="true" />
          {soldOut ? (
            <img src={drawingPath("oven")} alt={page.ovenAlt} width="240" height="240" className="relative size-full" />
          ) : (
            <DonutPicture
              id={productId}
              eager
              label={product?.name[language] ?? ""}
              {...(product && { src: product.image })}
              className="relative size-full"
            />
          )}
          {stamps > 0 && (
            <Stamp
              code={code}
              count={stamps}
              label={texts.atlas.stamp(stamps)}
              className="absolute top-2 right-2 w-28 -rotate-12"
            />
          )}
        </div>

        <div className="relative grid gap-5 pb-6">
          {product ? (
            <>
              <header>
                <h1 className="font-display text-4xl font-extrabold tracking-tight lg:text-5xl">
                  {product.name[language]}
                </h1>
                {product.description && (
                  <p className="mt-3 max-w-prose text-lg text-ink-soft">{product.description[language]}</p>
                )}
              </header>
              <p className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
                <span className="font-display text-2xl font-bold tabular-nums">{money(product.price)}</span>
                <StockNote stock={product.stock} />
              </p>
              <div className="flex flex-wrap items-center gap-3">
                {quantity > 0 ? (
                  <>
                    <QuantityStepper
                      productId={product.id}
                      name={product.name[language]}
                      quantity={quantity}
                      available={product.stock.available}
                    />
                    <Button kind="primary" onClick={() => boxOpen.set(true)}>
                      {page.openBox} <ArrowRightIcon />
                    </Button>
                  </>
                ) : (
                  <Button
                    kind={soldOut ? "outline" : "primary"}
                    size="large"
                    disabled={soldOut}
                    onClick={() => addToBox(product.id)}
                  >
                    {soldOut ? page.soldOut : page.add}
                  </Button>
                )}
              </div>
              {soldOut && <TellMe key={product.id} product={product} />}
            </>
          ) : (
            <>
              <Skeleton className="h-12 w-3/4" />
              <Skeleton className="h-20 w-full" />
              <Skeleton className="h-14 w-48 rounded-round" />
            </>
          )}
          <Legend recipe={recipeOf(productId)} />
          {product && <Contains product={product} />}
        </div>
      </div>
    </article>
  );
}
