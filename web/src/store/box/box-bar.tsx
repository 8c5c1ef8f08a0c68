import { useProducts } from "../../api/products.ts";
import { useFormat } from "../../i18n/format.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";
import { ArrowRightIcon } from "../../ui/icons.tsx";
import { boxLines, unitsOf } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";

/** A button for the box within thumb's reach, once it is not empty. */
export function BoxBar() {
  const { box } = usePageTexts();
  const { money } = useFormat();
  const lines = boxLines.use();
  const { data: products = [] } = useProducts();
  const total = lines.reduce(
    (sum, line) => sum + line.quantity * (products.find((it) => it.id === line.productId)?.price ?? 0),
    0,
  );
  if (lines.length === 0) return null;
  return (
    <div className="rise fixed inset-x-3 bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-20 sm:hidden">
      <Button
        kind="primary"
        size="large"
        className="w-full justify-between! shadow-lift"
        onClick={() => boxOpen.set(true)}
      >
        <span>{box.units(unitsOf(lines))}</span>
        <span className="flex items-center gap-2 tabular-nums">
          <span>{money(total)}</span>
          <ArrowRightIcon />
        </span>
      </Button>
    </div>
  );
}
