import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

type Kind = "primary" | "quiet" | "outline";
type Size = "small" | "medium" | "large";

const kinds: Record<Kind, string> = {
  primary: "bg-orders text-on-line hover:brightness-108 active:brightness-95",
  outline: "border border-border bg-surface text-ink hover:border-ink-faint hover:bg-paper",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
};

const sizes: Record<Size, string> = {
  small: "h-9 gap-2 px-3 text-sm",
  medium: "h-11 gap-2 px-5 text-base",
  large: "h-14 gap-3 px-6 text-lg",
};

const shape =
  "inline-flex shrink-0 items-center justify-center rounded-round font-semibold whitespace-nowrap select-none " +
  "transition duration-150 ease-glaze active:scale-97 disabled:pointer-events-none disabled:opacity-55";

export function buttonClass(kind: Kind = "outline", size: Size = "medium"): string {
  return cx(shape, kinds[kind], sizes[size]);
}

export function Button({
  kind = "outline",
  size = "medium",
  className,
  ...rest
}: ComponentProps<"button"> & { kind?: Kind; size?: Size }) {
  return <button type="button" className={cx(buttonClass(kind, size), className)} {...rest} />;
}

/** A round icon button; `label` is its accessible name. */
export function IconButton({ label, className, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "inline-grid size-11 shrink-0 place-items-center rounded-round text-ink-soft transition hover:bg-sunken hover:text-ink active:scale-95 disabled:pointer-events-none disabled:opacity-40",
        className,
      )}
      {...rest}
    />
  );
}
