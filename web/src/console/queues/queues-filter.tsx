import { cx } from "../../ui/cx.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { SearchField } from "../shared/search-field.tsx";
import { type Column, columns, type Sorting } from "./arrange.ts";

interface Props {
  q: string;
  onlySick: boolean;
  /** How many need somebody; undefined: not known yet. */
  sick: number | undefined;
  sorting: Sorting | undefined;
  onSearch(q: string): void;
  onOnlySick(onlySick: boolean): void;
  onSort(sorting: Sorting | undefined): void;
}

/** Which queues, and, where the tables have no heads, in which order. */
export function QueuesFilter({ q, onlySick, sick, sorting, onSearch, onOnlySick, onSort }: Props) {
  const { queues: texts } = useConsoleMessages();
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchField value={q} label={texts.search} hint={texts.searchHint} onChange={onSearch} />
      <button
        type="button"
        aria-pressed={onlySick}
        onClick={() => onOnlySick(!onlySick)}
        className={cx(
          "inline-flex h-9 items-center gap-2 rounded-small border px-3 text-sm whitespace-nowrap",
          onlySick ? "border-ink bg-sunken font-semibold" : "border-border text-ink-soft hover:text-ink",
        )}
      >
        {texts.onlySick}
        {sick !== undefined && (
          <span className={cx("tabular-nums", sick > 0 && "font-semibold text-signal-ink")}>{sick}</span>
        )}
      </button>
      <select
        aria-label={texts.sortBy}
        value={sorting?.column ?? ""}
        onChange={(event) => {
          const column = columns.find((it) => it === event.target.value);
          onSort(column && { column, descending: column !== "name" });
        }}
        className="h-9 rounded-small border border-border bg-surface px-2 text-sm lg:hidden"
      >
        <option value="">{texts.sickFirst}</option>
        {columns.map((column) => (
          <option key={column} value={column}>
            {texts[nameOf[column]]}
          </option>
        ))}
      </select>
    </search>
  );
}

/** The names of the columns. */
export const nameOf = {
  name: "name",
  visible: "visible",
  inFlight: "inFlight",
  delayed: "delayed",
  oldest: "oldest",
  dead: "dead",
  processed: "handled",
  failed: "failed",
} as const satisfies Record<Column, string>;
