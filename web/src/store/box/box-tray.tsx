import type { OrderLine } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";

const wells = 12;

/** The box from above: a dozen wells, filled as they will be packed. */
export function BoxTray({ lines }: { lines: OrderLine[] }) {
  const packed = lines.flatMap(({ productId, quantity }) =>
    Array.from({ length: Math.min(quantity, wells) }, (_, index) => ({ productId, key: `${productId}-${index}` })),
  );
  const units = lines.reduce((sum, it) => sum + it.quantity, 0);
  const shown = packed.slice(0, units > wells ? wells - 1 : wells);
  return (
    <div aria-hidden="true" className="box-tray">
      {Array.from({ length: wells }, (_, index) => {
        const donut = shown[index];
        return (
          <div key={donut?.key ?? index} className="well">
            {donut && <DonutPicture id={donut.productId} className="drop-in size-full" />}
            {units > wells && index === wells - 1 && <b className="font-display">{`+${units - wells + 1}`}</b>}
          </div>
        );
      })}
    </div>
  );
}
