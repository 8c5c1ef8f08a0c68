import { Link } from "@tanstack/react-router";
import { useProducts } from "../../../api/products.ts";
import { DonutPicture } from "../../../donut/donut-picture.tsx";
import { useFormat } from "../../../i18n/format.ts";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { boxLines, unitsOf } from "../../shared/box-lines.ts";
import { boxOpen } from "../../shared/box-open.ts";
import { useRoomTexts } from "../texts/index.ts";

const shown = 5;

/** The box's contents, which the visitor waits for. */
export function BoxPeek() {
  const { box } = useRoomTexts();
  const { money } = useFormat();
  const lines = boxLines.use();
  const { data: products = [] } = useProducts();
  const total = lines.reduce(
    (sum, it) => sum + it.quantity * (products.find(({ id }) => id === it.productId)?.price ?? 0),
    0,
  );
  return (
    <section aria-labelledby="box-peek" className="grid content-start gap-3">
      <h2 id="box-peek" className="font-display text-xl font-bold">
        {box.title}
      </h2>
      {lines.length === 0 ? (
        <>
          <p className="text-sm text-ink-soft">{box.empty}</p>
          <Link to="/" className={buttonClass("outline", "small")}>
            {box.browse}
          </Link>
        </>
      ) : (
        <>
          <p aria-hidden="true" className="flex -space-x-3">
            {lines.slice(0, shown).map(({ productId }) => (
              <DonutPicture key={productId} id={productId} className="size-14" />
            ))}
          </p>
          <p className="text-sm text-ink-soft tabular-nums">{`${box.units(unitsOf(lines))} · ${money(total)}`}</p>
          <p className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => boxOpen.set(true)}>
              {box.open}
            </Button>
            <Link to="/" className={buttonClass("quiet", "small")}>
              {box.browse}
            </Link>
          </p>
        </>
      )}
    </section>
  );
}
