import { Donut } from "../../../donut/donut.tsx";
import { useLanguage } from "../../../i18n/language.ts";
import { cx } from "../../../ui/cx.ts";
import { useCatalog } from "../../api/product-names.ts";
import { useShopifyTexts } from "../messages/index.ts";

/** Chooses one of the shop's products by its picture. */
export function ProductPicker({ value, onChange }: { value: string | undefined; onChange(id: string): void }) {
  const { skus: texts } = useShopifyTexts();
  const language = useLanguage();
  const catalog = useCatalog();
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-semibold">{texts.product}</legend>
      <div className="grid max-h-80 grid-cols-3 gap-2 overflow-y-auto p-0.5 sm:grid-cols-4">
        {catalog.map(({ id, name }) => (
          <label
            key={id}
            className={cx(
              "relative grid cursor-pointer content-start justify-items-center gap-1 rounded-small border p-2 text-center text-xs has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink",
              id === value
                ? "border-shopify bg-shopify-wash font-semibold text-shopify-ink ring-1 ring-shopify"
                : "border-hairline hover:border-ink-faint",
            )}
          >
            <input
              type="radio"
              name="product"
              value={id}
              checked={id === value}
              onChange={() => onChange(id)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <Donut id={id} size={44} />
            <span className="wrap-anywhere">{name[language]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
