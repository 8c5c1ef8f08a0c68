import type { ReactNode } from "react";
import { cx } from "../../../ui/cx.ts";

interface Props {
  name: string;
  /** Name and numbers, for people who cannot see the drawing. */
  label: string;
  selected: string | undefined;
  onOpen(name: string): void;
  children?: ReactNode;
}

/** A part of the map that opens its panel. */
export function StationButton({ name, label, selected, onOpen, children }: Props) {
  const open = selected === name;
  return (
    <button
      type="button"
      data-station={name}
      aria-expanded={open}
      onClick={() => onOpen(name)}
      className={cx(
        "@container absolute inset-0 rounded-small text-left outline-offset-0 transition-colors",
        open ? "bg-ink/8 ring-1 ring-ink" : "hover:bg-ink/5",
      )}
    >
      <span className="sr-only">{label}</span>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}
