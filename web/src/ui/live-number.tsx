import { useRef } from "react";

/** A number that highlights each change briefly. */
export function LiveNumber({ value, shown = String(value) }: { value: number; shown?: string }) {
  const first = useRef(value);
  const changed = first.current !== value;
  if (changed) first.current = Number.NaN;
  return (
    <span key={value} className={changed ? "live-number tabular-nums" : "tabular-nums"}>
      {shown}
    </span>
  );
}
