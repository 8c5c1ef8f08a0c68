import { shopifyLimits } from "@donut/contracts/shopify-limits";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useProductName } from "../../api/product-names.ts";
import { useDenied } from "../../shared/access.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { TextField } from "../../shared/field.tsx";
import { ProblemNote } from "../../shared/problem-note.tsx";
import { skusQuery } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { ProductPicker } from "./product-picker.tsx";
import { keyOf } from "./sku-key.ts";
import { useMapSku } from "./use-map-sku.ts";

/** Maps one unit of a SKU to products. Without `sku` for one that has not occurred yet. */
export function MapDialog({ sku, onClose }: { sku?: string; onClose(): void }) {
  const { skus: texts, units: unitsText } = useShopifyTexts();
  const nameOf = useProductName();
  const denied = useDenied();
  const { data } = useQuery(skusQuery);
  const before = data?.mapped.find((it) => it.sku === sku);
  const waiting = data?.unmapped.find((it) => keyOf(it) === sku);
  const [typed, setTyped] = useState("");
  const [productId, setProductId] = useState(before?.productId);
  const [units, setUnits] = useState(String(before?.units ?? 1));
  const map = useMapSku();
  const wanted = sku ?? typed.trim();
  const count = Number(units);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing() !== undefined || productId === undefined) return;
    map.mutate(
      { sku: wanted, productId, units: count },
      {
        onSuccess: () => {
          toast(texts.done(wanted));
          onClose();
        },
      },
    );
  };
  const missing = () => {
    if (denied) return denied;
    if (wanted === "") return texts.noSku;
    if (productId === undefined) return texts.noProduct;
    return Number.isInteger(count) && count > 0 ? undefined : texts.noUnits;
  };
  return (
    <Dialog
      title={sku === undefined ? texts.newTitle : texts.dialogTitle(sku)}
      unsaved={typed !== "" || productId !== before?.productId}
      onClose={onClose}
    >
      <form onSubmit={submit} className="grid gap-5" onChange={() => map.reset()}>
        {sku === undefined && (
          <TextField
            data-first
            name={texts.skuField}
            help={texts.skuHelp}
            value={typed}
            maxLength={255}
            spellCheck={false}
            autoCapitalize="off"
            placeholder="glazed-box-6"
            onChange={setTyped}
          />
        )}
        <ProductPicker value={productId} onChange={setProductId} />
        <TextField
          name={texts.unitsField}
          help={texts.unitsHelp}
          type="number"
          min={1}
          max={shopifyLimits.unitsPerSku}
          step={1}
          value={units}
          onChange={setUnits}
        />
        <p className="grid gap-0.5 text-sm">
          {missing() === undefined && productId && (
            <span className="font-semibold">{texts.preview(wanted, unitsText(count), nameOf(productId))}</span>
          )}
          <span className="text-ink-soft">{waiting ? texts.takesUp(waiting.orders) : before && texts.keeps}</span>
        </p>
        <ProblemNote error={map.error} />
        <DialogButtons action={texts.action} denied={missing()} busy={map.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
