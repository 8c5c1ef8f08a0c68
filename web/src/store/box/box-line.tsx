import type { OrderLine, Product, Shortage } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { maxQuantity, setQuantity } from "../shared/box-lines.ts";
import { QuantityStepper } from "../shared/quantity-stepper.tsx";
import { StockNote } from "../shared/stock-note.tsx";
import { TellMe } from "../wish/tell-me.tsx";

interface BoxLineProps {
  line: OrderLine;
  product: Product | undefined;
  /** The shop no longer sells it. */
  gone: boolean;
  /** What the last order was short of, if it was this product. */
  shortage: Shortage | undefined;
}

export function BoxLine({ line, product, gone, shortage }: BoxLineProps) {
  const { box } = usePageTexts();
  const { money } = useFormat();
  const language = useLanguage();
  const name = product?.name[language] ?? line.productId;
  const remove = () => setQuantity(line.productId, 0);
  return (
    <li className="py-4">
      <div className="flex items-center gap-3">
        <DonutPicture id={line.productId} className="size-14 shrink-0" />
        <div className="min-w-0 flex-1">
          <p className="font-semibold">{name}</p>
          <p className="text-sm text-ink-soft tabular-nums">{product && money(product.price * line.quantity)}</p>
        </div>
        <QuantityStepper
          productId={line.productId}
          name={name}
          quantity={line.quantity}
          // Customers may ask for more than there is: the answer says when there will be.
          available={maxQuantity}
        />
        <IconButton label={box.remove(name)} className="-mr-2 size-9" onClick={remove}>
          <CloseIcon />
        </IconButton>
      </div>
      {gone && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-2 rounded-small border border-border bg-paper px-3 py-3 text-sm">
          <p className="font-semibold">{box.gone}</p>
          <Button size="small" aria-label={`${box.leaveOut}: ${name}`} onClick={remove}>
            {box.leaveOut}
          </Button>
        </div>
      )}
      {product && line.quantity > product.stock.available && (
        <ShortNote line={line} product={product} name={name} asked={shortage !== undefined} />
      )}
      {product && shortage && line.quantity <= product.stock.available && (
        <p className="mt-3 rounded-small bg-stock-wash px-3 py-2 text-sm text-stock-ink">{box.backAgain}</p>
      )}
    </li>
  );
}

interface ShortNoteProps {
  line: OrderLine;
  product: Product;
  name: string;
  /** The shop has refused this line, and has asked the factory for more. */
  asked: boolean;
}

/** What is missing, when it arrives, and what the customer can do. */
function ShortNote({ line, product, name, asked }: ShortNoteProps) {
  const { box } = usePageTexts();
  const { available } = product.stock;
  return (
    <div className="mt-3 grid gap-2 rounded-small border border-border bg-paper px-3 py-3 text-sm">
      <p>
        <strong className="font-semibold">{available > 0 ? box.onlyLeft(available) : box.soldOut}</strong>{" "}
        <span className="text-ink-soft">{asked ? box.askedFactory : box.waitHere}</span>
      </p>
      {(available === 0 || product.stock.expectedAt) && (
        <StockNote stock={{ ...product.stock, available: 0 }} className="text-stock-ink" />
      )}
      <p className="flex flex-wrap gap-2">
        {available > 0 && (
          <Button size="small" onClick={() => setQuantity(line.productId, available)}>
            {box.takeInstead(available)}
          </Button>
        )}
        <Button
          size="small"
          kind="quiet"
          aria-label={`${box.leaveOut}: ${name}`}
          onClick={() => setQuantity(line.productId, 0)}
        >
          {box.leaveOut}
        </Button>
      </p>
      {available === 0 && <TellMe product={product} small />}
    </div>
  );
}
