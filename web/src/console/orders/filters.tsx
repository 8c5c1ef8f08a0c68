import { Link } from "@tanstack/react-router";
import { useLanguage } from "../../i18n/language.ts";
import type { OrdersSearch } from "../api/orders.ts";
import { useCatalog } from "../api/product-names.ts";
import { filterLink } from "../shared/filter-link.ts";
import { SearchField } from "../shared/search-field.tsx";
import { useOrdersTexts } from "./messages/index.ts";
import { orderStates } from "./search.ts";

const field = "h-9 min-w-0 rounded-small border border-border bg-surface px-2 text-sm";

interface Props {
  /** Without the page. */
  search: OrdersSearch;
  onChange(change: { [Name in keyof OrdersSearch]?: OrdersSearch[Name] | "" }): void;
}

export function Filters({ search, onChange }: Props) {
  const texts = useOrdersTexts();
  const language = useLanguage();
  const catalog = useCatalog();
  const { q = "", state, product = "", day = "", tests } = search;
  return (
    <div className="grid gap-3">
      <nav className="flex flex-wrap gap-1" aria-label={texts.filter}>
        {([undefined, ...orderStates] as const).map((it) => {
          const { state: _, ...rest } = search;
          return (
            <Link
              key={it ?? "all"}
              to="/console/orders"
              search={{ ...rest, ...(it && { state: it }) }}
              {...filterLink(it === state)}
            >
              {texts.states[it ?? "all"]}
            </Link>
          );
        })}
      </nav>
      <search className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField
          value={q}
          label={texts.search}
          hint={texts.searchHint}
          onChange={(value) => onChange({ q: value })}
        />
        <select
          aria-label={texts.product}
          value={product}
          onChange={({ target }) => onChange({ product: target.value })}
          className={field}
        >
          <option value="">{texts.everyProduct}</option>
          {catalog.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language]}
            </option>
          ))}
        </select>
        <input
          type="date"
          aria-label={texts.day}
          value={day}
          onChange={({ target }) => onChange({ day: target.value })}
          className={field}
        />
        <label className="inline-flex min-h-9 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={tests === "hidden"}
            onChange={({ target }) => onChange({ tests: target.checked ? "hidden" : "" })}
            className="size-4 accent-orders"
          />
          {texts.hideTests}
        </label>
        {(q || product || day || tests) && (
          <Link
            to="/console/orders"
            search={state ? { state } : {}}
            className="inline-flex min-h-9 items-center text-sm text-ink-soft underline decoration-border underline-offset-3 hover:text-ink"
          >
            {texts.clear}
          </Link>
        )}
      </search>
    </div>
  );
}
