import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";

/** A dense table. Below 1024 px each row becomes a card with labelled cells (`Cell`'s `name`). */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <table aria-label={label} className="block w-full text-sm lg:table">
      <thead className="hidden border-b border-border text-xs text-ink-soft lg:table-header-group">
        <tr>{head}</tr>
      </thead>
      <tbody className="grid gap-3 sm:grid-cols-2 lg:table-row-group">{children}</tbody>
    </table>
  );
}

interface HeadProps {
  number?: boolean;
  /** How the table is sorted by this column. */
  sort?: "ascending" | "descending" | undefined;
  children: ReactNode;
}

export function Head({ children, number = false, sort }: HeadProps) {
  return (
    <th
      scope="col"
      aria-sort={sort}
      className={cx("py-2 pr-4 font-normal xl:pr-6 whitespace-nowrap", number ? "text-right" : "text-left")}
    >
      {children}
    </th>
  );
}

/** `alarming`: it needs somebody. */
export function Row({ children, alarming = false }: { children: ReactNode; alarming?: boolean }) {
  return (
    <tr
      className={cx(
        "grid grid-cols-3 content-start gap-x-4 gap-y-2 rounded-small border p-3 lg:table-row lg:rounded-none lg:border-0 lg:border-b lg:p-0",
        alarming ? "border-signal bg-signal-wash lg:border-hairline" : "border-hairline bg-surface lg:bg-transparent",
      )}
    >
      {children}
    </tr>
  );
}

interface CellProps {
  name: string;
  number?: boolean;
  /** On a phone, spans two thirds of the card's width, or all of it. */
  double?: boolean;
  wide?: boolean;
  /** Hidden on a phone. */
  desktopOnly?: boolean;
  /** Hidden in a table, which shows it elsewhere. */
  phoneOnly?: boolean;
  /** Without its label on a phone: the value needs none. */
  unnamed?: boolean;
  children: ReactNode;
}

export function Cell({
  name,
  number = false,
  double = false,
  wide = false,
  desktopOnly = false,
  phoneOnly = false,
  unnamed = false,
  children,
}: CellProps) {
  return (
    <td
      className={cx(
        "block min-w-0 lg:py-2 lg:pr-4 lg:align-middle xl:pr-6",
        phoneOnly ? "lg:hidden" : "lg:table-cell",
        number && "tabular-nums lg:text-right",
        double && "col-span-2",
        wide && "col-span-3",
        desktopOnly && "max-lg:hidden",
      )}
    >
      {!unnamed && <span className="block text-xs text-ink-soft lg:hidden">{name}</span>}
      {children}
    </td>
  );
}
