import type { LineResult } from "./api.ts";

interface Props {
  status: LineResult["status"];
  special?: boolean | undefined;
  className?: string;
}

/** A donut in its box; an empty tray; a donut on its way round again. They differ in shape, not only in colour. */
export function OutcomeSign({ status, special = false, className }: Props) {
  return (
    <svg viewBox="0 0 28 28" className={className} fill="none" strokeLinecap="round" aria-hidden="true">
      {special && <circle cx="14" cy="14" r="13" strokeWidth="1.5" className="stroke-waiting" />}
      {status === "rejected" ? (
        <Empty />
      ) : (
        <circle cx="14" cy="14" r="7" strokeWidth="6" className="stroke-(--dough)" />
      )}
      {status === "completed" && (
        <>
          <circle cx="14" cy="14" r="7" strokeWidth="3.6" className="stroke-orders" />
          <Mark d="M17.5 21.5l2 2 4-4.5" />
        </>
      )}
      {status === "known" && <Mark d="M23.5 20a3 3 0 1 0 .3 2.6M23.8 18v2.3h-2.3" />}
    </svg>
  );
}

function Empty() {
  return (
    <>
      <circle cx="14" cy="14" r="9" strokeWidth="1.75" strokeDasharray="3 3.3" className="stroke-ink-soft" />
      <path d="M8 20L20 8" strokeWidth="1.75" className="stroke-ink-soft" />
    </>
  );
}

function Mark({ d }: { d: string }) {
  return (
    <>
      <circle cx="20.5" cy="21" r="6" className="fill-sunken" />
      <path d={d} strokeWidth="1.75" strokeLinejoin="round" className="stroke-ink" />
    </>
  );
}
