import { cx } from "../../ui/cx.ts";

/** A state's stamp for a bought donut: its code, and how many. */
export function Stamp({
  code,
  count,
  label,
  className,
}: {
  code: string;
  count: number;
  label: string;
  className?: string;
}) {
  return (
    <span role="img" aria-label={label} className={cx("stamp", className)}>
      <b>{code}</b>×{count}
    </span>
  );
}
