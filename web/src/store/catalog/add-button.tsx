import type { Product } from "../../api/types.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMessages } from "../../i18n/messages.ts";
import { PlusIcon } from "../../ui/first-icons.tsx";
import { addToBox, boxLines, quantityOf } from "../shared/box-lines.ts";

/** Adds one to the box, and shows how many are in it. */
export function AddButton({ product }: { product: Product }) {
  const { box } = useMessages();
  const name = product.name[useLanguage()];
  const quantity = quantityOf(boxLines.use(), product.id);
  return (
    <button
      type="button"
      aria-label={quantity > 0 ? box.addMore(name, quantity) : box.add(name)}
      title={box.add(name)}
      disabled={quantity >= product.stock.available}
      className="add-button"
      onClick={() => addToBox(product.id)}
    >
      <PlusIcon className="size-5" strokeWidth="2.5" />
      {quantity > 0 && (
        <span key={quantity} className="bump">
          {quantity}
        </span>
      )}
    </button>
  );
}
