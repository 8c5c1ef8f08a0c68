import type { ReactNode } from "react";

export const fieldClass =
  "w-full min-w-0 rounded-small border border-border bg-surface px-3 text-sm placeholder:text-ink-faint";

/** A field with its name above and its explanation below. */
export function Field({ name, help, children }: { name: string; help?: ReactNode; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="grid gap-1 text-sm">
      <span className="font-semibold">{name}</span>
      {children}
      {help && <span className="text-xs text-ink-soft">{help}</span>}
    </label>
  );
}
