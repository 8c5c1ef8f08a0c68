import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";

/** A titled part of a panel. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <div className="flex min-h-6 items-center justify-between gap-4">
        <h3 className="text-sm font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Names and values, one pair per line. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-hairline border-y border-hairline text-sm">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 py-1.5">
      <dt className="text-ink-soft wrap-anywhere">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

export function Aside({ children }: { children: ReactNode }) {
  return <span className="block text-xs text-ink-faint">{children}</span>;
}

/** The name of another part of the map, which opens its panel. */
export function PartLink({
  name,
  onOpen,
  className,
}: {
  name: string;
  onOpen(name: string): void;
  className?: string;
}) {
  return (
    <button
      type="button"
      onClick={() => onOpen(name)}
      className={cx(
        "min-h-6 rounded-small text-left underline decoration-border underline-offset-3 hover:decoration-ink",
        className,
      )}
    >
      {name}
    </button>
  );
}
