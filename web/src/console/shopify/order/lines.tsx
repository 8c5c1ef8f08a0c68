import type { ShopifyLine, ShopifyOrderDetail } from "@donut/contracts/shopify";
import { useState } from "react";
import { useFormat } from "../../../i18n/format.ts";
import { useProductName } from "../../api/product-names.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { Section } from "../../shared/facts.tsx";
import { amountText } from "../amount.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { UnitsOf } from "../signs.tsx";
import { MapDialog } from "../skus/map-dialog.tsx";
import { keyOf } from "../skus/sku-key.ts";

/** An order may have hundreds. */
const SHOWN_FIRST = 20;

/** What was ordered, line by line, and what each takes from stock. */
export function Lines({ order: { lines, total } }: { order: ShopifyOrderDetail["order"] }) {
  const { order: texts } = useShopifyTexts();
  const [all, setAll] = useState(false);
  const [mapping, setMapping] = useState<string>();
  const shown = all ? lines : lines.slice(0, SHOWN_FIRST);
  return (
    <Section title={texts.lines}>
      <ul aria-label={texts.lines} className="divide-y divide-hairline border-y border-hairline text-sm">
        {shown.map((line, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own; an order's never move
            key={index}
            line={line}
            currency={total.currency}
            onMap={() => setMapping(keyOf(line))}
          />
        ))}
      </ul>
      {shown.length < lines.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="min-h-9 w-fit rounded-small text-sm font-semibold underline underline-offset-3"
        >
          {texts.moreLines(lines.length)}
        </button>
      )}
      {mapping !== undefined && <MapDialog sku={mapping} onClose={() => setMapping(undefined)} />}
    </Section>
  );
}

function Line({ line, currency, onMap }: { line: ShopifyLine; currency: string; onMap(): void }) {
  const { skus: texts } = useShopifyTexts();
  const format = useFormat();
  const name = line.sku || (line.variantId && texts.variant(line.variantId));
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2">
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <span className="text-ink-soft tabular-nums">{format.number(line.quantity)} ×</span>{" "}
          <span className="font-semibold">{line.title}</span>
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-soft">
          {name && <span className="font-mono wrap-anywhere">{name}</span>}
          {line.price !== undefined && (
            <span className="tabular-nums">
              {amountText(line.price)} {currency}
            </span>
          )}
        </p>
      </div>
      <Takes line={line} onMap={onMap} />
    </li>
  );
}

function Takes({ line, onMap }: { line: ShopifyLine; onMap(): void }) {
  const texts = useShopifyTexts();
  const _nameOf = useProductName();
  const denied = useDenied();
  if (line.kind === "none") return <span className="text-xs text-ink-faint">{texts.order.takesNothing}</span>;
  if (line.kind === "unmapped" || line.productId === undefined) {
    return (
      <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-xs">
        <span className="text-(--line-ink)">{texts.order.nobodyKnows}</span>
        <ActionButton denied={denied} aria-label={texts.skus.mapOf(keyOf(line))} onClick={onMap}>
          {texts.skus.map}
        </ActionButton>
      </span>
    );
  }
  const units = line.quantity * (line.units ?? 1);
  return <UnitsOf id={line.productId} value={units} />;
}
