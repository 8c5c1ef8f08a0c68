import { cx } from "../../ui/cx.ts";

/** @returns the props of a link to one of a list's filters; `current` is the active one */
export function filterLink(current: boolean) {
  return {
    "aria-current": current ? ("page" as const) : undefined,
    className: cx(
      "inline-flex h-9 items-center rounded-small px-3 text-sm",
      current ? "bg-sunken font-semibold" : "text-ink-soft hover:text-ink",
    ),
  };
}
