import { useState } from "react";
import { useFormat } from "../../i18n/format.ts";
import { cx } from "../../ui/cx.ts";

/** A number in tabular figures that highlights each change briefly. */
export function Ticker({ value, className }: { value: number; className?: string }) {
  const format = useFormat();
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value !== value) setSeen({ value, changes: seen.changes + 1 });
  return (
    <span key={seen.changes} className={cx("tabular-nums", seen.changes > 0 && "says-so", className)}>
      {format.number(value)}
    </span>
  );
}
