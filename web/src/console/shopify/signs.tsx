import type { DeliveryResult, ShopifyOrder } from "@donut/contracts/shopify";
import type { ReactNode } from "react";
import { Donut } from "../../donut/donut.tsx";
import { useFormat } from "../../i18n/format.ts";
import { cx } from "../../ui/cx.ts";
import { useProductName } from "../api/product-names.ts";
import { Hint } from "../shared/hint.tsx";
import { amountText } from "./amount.ts";
import { useShopifyTexts } from "./messages/index.ts";

/** Whether an order is open, cancelled or a test. */
export function StateSign({ state }: { state: ShopifyOrder["state"] }) {
  const { stateOf } = useShopifyTexts();
  return (
    <Sign
      className={cx(
        state === "open" && "bg-(--line-wash) text-(--line-ink)",
        state === "cancelled" && "bg-sunken text-ink-soft line-through",
        state === "test" && "border border-dashed border-border text-ink-soft",
      )}
    >
      {stateOf[state]}
    </Sign>
  );
}

/** A delivery's result. Only a given-up one is trouble. */
export function ResultSign({ result }: { result: DeliveryResult }) {
  const { results, meanings } = useShopifyTexts().deliveries;
  return (
    <Sign
      meaning={meanings[result]}
      className={cx(
        result === "stored" && "bg-(--line-wash) text-(--line-ink)",
        result === "given-up" && "border border-signal bg-signal-wash text-signal-ink",
        result === "test" && "border border-dashed border-border text-ink-soft",
        (result === "stale" || result === "duplicate" || result === "noted" || result === "privacy") &&
          "bg-sunken text-ink-soft",
      )}
    >
      {results[result]}
    </Sign>
  );
}

export function Sign({ className, meaning, children }: { className: string; meaning?: string; children: ReactNode }) {
  return (
    <Hint
      text={meaning}
      className={cx("inline-block rounded-round! px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap", className)}
    >
      {children}
    </Hint>
  );
}

/** Units of a product, with its donut. */
export function UnitsOf({ id, value }: { id: string; value: number }) {
  const texts = useShopifyTexts();
  const nameOf = useProductName();
  const format = useFormat();
  return (
    <Hint text={nameOf(id)} className="inline-flex items-center gap-1.5 tabular-nums">
      <Donut id={id} size={24} />
      <span aria-hidden="true">× {format.number(value)}</span>
      <span className="sr-only">{texts.unitsOf(nameOf(id), value)}</span>
    </Hint>
  );
}

/** Units by product. */
export function Units({ units }: { units: Record<string, number> }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {Object.entries(units).map(([id, value]) => (
        <li key={id}>
          <UnitsOf id={id} value={value} />
        </li>
      ))}
    </ul>
  );
}

/** What an order waits for: goods not in stock, unmapped lines. */
export function Waits({ order }: { order: Pick<ShopifyOrder, "units" | "owed" | "unmapped"> }) {
  const texts = useShopifyTexts();
  const owed = sumOf(order.owed);
  return (
    <>
      {owed > 0 && <Sign className="bg-stock-wash text-stock-ink">{texts.owedOf(owed, sumOf(order.units))}</Sign>}
      {order.unmapped.length > 0 && (
        <Sign className="border border-dashed border-(--line) text-(--line-ink)">
          {texts.unmappedLines(order.unmapped.length)}
        </Sign>
      )}
    </>
  );
}

function sumOf(units: Record<string, number>): number {
  return Object.values(units).reduce((sum, value) => sum + value, 0);
}

/** The customer, unless they have been erased. */
export function Buyer({ order, none }: { order: Pick<ShopifyOrder, "email" | "redactedAt">; none: string }) {
  const texts = useShopifyTexts();
  const format = useFormat();
  if (order.redactedAt) {
    return (
      <Hint text={texts.forgottenAt(format.dateTime(order.redactedAt))} className="text-ink-soft italic">
        {texts.forgotten}
      </Hint>
    );
  }
  if (!order.email) return <span className="text-ink-faint">{none}</span>;
  return <span className="wrap-anywhere">{order.email}</span>;
}

/** In the shop's own currency, every digit as received. */
export function Total({ total }: { total: ShopifyOrder["total"] }) {
  return (
    <span className="whitespace-nowrap tabular-nums">
      {amountText(total.amount)} <span className="text-xs text-ink-soft">{total.currency}</span>
    </span>
  );
}
