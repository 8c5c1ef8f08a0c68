import { useState } from "react";
import { useFormat } from "../i18n/format.ts";
import { cx } from "./cx.ts";

/** A number that highlights each change briefly. */
export function LiveNumber({ value, className }: { value: number; className?: string }) {
  const { number } = useFormat();
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value !== value) setSeen({ value, changes: seen.changes + 1 });
  return (
    <span key={seen.changes} className={cx("tabular-nums", seen.changes > 0 && "live-number", className)}>
      {number(value)}
    </span>
  );
}
