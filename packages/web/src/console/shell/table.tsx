import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";

/** A dense table. Below 720 px each row becomes a card whose cells name themselves (`Cell`'s `name`). */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <table aria-label={label} className="block w-full text-sm md:table">
      <thead className="hidden border-b border-border text-xs text-ink-soft md:table-header-group">
        <tr>{head}</tr>
      </thead>
      <tbody className="grid gap-3 md:table-row-group">{children}</tbody>
    </table>
  );
}

export function Head({ children, number = false }: { children: ReactNode; number?: boolean }) {
  return (
    <th scope="col" className={cx("py-2 pr-6 font-normal whitespace-nowrap", number ? "text-right" : "text-left")}>
      {children}
    </th>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return (
    <tr className="grid grid-cols-3 gap-x-4 gap-y-2 rounded-small border border-hairline bg-surface p-3 md:table-row md:rounded-none md:border-0 md:border-b md:bg-transparent md:p-0">
      {children}
    </tr>
  );
}

interface CellProps {
  name: string;
  number?: boolean;
  /** On a phone over two thirds of the card's width, or all of it. */
  double?: boolean;
  wide?: boolean;
  /** On a phone left out. */
  desktopOnly?: boolean;
  /** On a phone without its name: it speaks for itself. */
  unnamed?: boolean;
  children: ReactNode;
}

export function Cell({
  name,
  number = false,
  double = false,
  wide = false,
  desktopOnly = false,
  unnamed = false,
  children,
}: CellProps) {
  return (
    <td
      className={cx(
        "block min-w-0 md:table-cell md:py-2 md:pr-6 md:align-middle",
        number && "tabular-nums md:text-right",
        double && "col-span-2",
        wide && "col-span-3",
        desktopOnly && "max-md:hidden",
      )}
    >
      {!unnamed && <span className="block text-xs text-ink-soft md:hidden">{name}</span>}
      {children}
    </td>
  );
}
