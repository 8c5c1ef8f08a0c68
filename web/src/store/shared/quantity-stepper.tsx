import { usePageTexts } from "../../i18n/page-texts.ts";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { PlusIcon } from "../../ui/first-icons.tsx";
import { MinusIcon } from "../../ui/icons.tsx";
import { maxQuantity, setQuantity } from "./box-lines.ts";

interface QuantityStepperProps {
  productId: string;
  name: string;
  quantity: number;
  /** The maximum that can be sold at the moment. */
  available: number;
  className?: string;
}

/** Minus, the number, plus. The number can be typed. */
export function QuantityStepper({ productId, name, quantity, available, className }: QuantityStepperProps) {
  const { box } = usePageTexts();
  const set = (next: number) => setQuantity(productId, next);
  const button = "size-9 bg-transparent text-ink";
  return (
    <fieldset
      className={cx("flex items-center rounded-round border border-border bg-surface p-px", className)}
      aria-label={box.quantityOf(name)}
    >
      <IconButton label={box.less(name)} className={button} onClick={() => set(quantity - 1)}>
        <MinusIcon />
      </IconButton>
      <input
        className="w-9 rounded-small bg-transparent text-center font-semibold tabular-nums"
        inputMode="numeric"
        autoComplete="off"
        aria-label={box.quantityOf(name)}
        value={quantity}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const typed = Number(event.target.value.replace(/\D/g, ""));
          if (typed > 0) set(typed);
        }}
      />
      <IconButton
        label={box.more(name)}
        className={button}
        disabled={quantity >= Math.min(available, maxQuantity)}
        onClick={() => set(quantity + 1)}
      >
        <PlusIcon />
      </IconButton>
    </fieldset>
  );
}
