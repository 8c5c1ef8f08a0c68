import type { ReactNode } from "react";

/** An empty state: what would be here, and how to get it. */
export function Empty({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1 rounded-small border border-dashed border-border px-4 py-5 text-sm text-ink-soft">
      {title && <p className="font-semibold text-ink">{title}</p>}
      <p>{children}</p>
    </div>
  );
}
