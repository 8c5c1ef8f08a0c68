import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";

interface Props {
  name: ReactNode;
  /** Draws attention to the value. */
  trouble?: boolean | undefined;
  size?: "text-base" | "text-lg" | "text-xl";
  className?: string;
  children: ReactNode;
}

/** A key figure in a `<dl>`: a large value above its name. */
export function Figure({ name, trouble = false, size = "text-lg", className, children }: Props) {
  return (
    <div className={cx("flex flex-col-reverse justify-end", className)}>
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className={cx(size, "font-semibold whitespace-nowrap tabular-nums", trouble && "text-signal-ink")}>
        {children}
      </dd>
    </div>
  );
}
