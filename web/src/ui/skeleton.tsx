import { cx } from "./cx.ts";

/** A placeholder while something loads. Size it with classes. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx("block animate-pulse rounded-small bg-sunken", className)} />;
}
