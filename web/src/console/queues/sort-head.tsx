import { cx } from "../../ui/cx.ts";
import { Head } from "../shared/table.tsx";
import { type Column, pressed, type Sorting } from "./arrange.ts";

interface Props {
  name: string;
  column: Column;
  number?: boolean;
  sorting: Sorting | undefined;
  onSort(sorting: Sorting | undefined): void;
}

/** A column's head; pressing it sorts by the column. */
export function SortHead({ name, column, number = false, sorting, onSort }: Props) {
  const direction = sorting?.column === column ? (sorting.descending ? "descending" : "ascending") : undefined;
  return (
    <Head number={number} sort={direction}>
      <button
        type="button"
        onClick={() => onSort(pressed(column, sorting))}
        className={cx(
          "-mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-small px-1.5 hover:text-ink",
          number && "flex-row-reverse",
          direction && "font-semibold text-ink",
        )}
      >
        {name}
        <Arrow direction={direction} />
      </button>
    </Head>
  );
}

function Arrow({ direction }: { direction: "ascending" | "descending" | undefined }) {
  return (
    <svg
      viewBox="0 0 8 8"
      width="8"
      height="8"
      aria-hidden="true"
      className={cx("fill-current", !direction && "opacity-0", direction === "ascending" && "rotate-180")}
    >
      <path d="M0 2h8L4 7z" />
    </svg>
  );
}
