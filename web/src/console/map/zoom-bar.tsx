import type { ReactNode } from "react";
import { useShortcuts } from "../keyboard/use-shortcut.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Tip } from "../shared/tip.tsx";
import { zooms } from "./use-zoom.ts";

interface Props {
  scale: number;
  isFit: boolean;
  by(factor: number): void;
  fit(): void;
}

/** Larger, smaller, and as large as fits; also with the keys +, − and 0. */
export function ZoomBar({ scale, isFit, by, fit }: Props) {
  const { map } = useConsoleMessages();
  const larger = () => by(zooms.step);
  const smaller = () => by(1 / zooms.step);
  useShortcuts({ "+": larger, "=": larger, "-": smaller, "0": fit });
  return (
    <div className="flex items-center rounded-small border border-border">
      <ZoomButton label={map.zoom.out} isOff={scale <= zooms.least} onClick={smaller}>
        −
      </ZoomButton>
      <output className="w-12 text-center text-xs tabular-nums" aria-label={map.zoom.now}>
        {Math.round(scale * 100)} %
      </output>
      <ZoomButton label={map.zoom.in} isOff={scale >= zooms.most} onClick={larger}>
        +
      </ZoomButton>
      <Tip text={map.zoom.fitHelp}>
        <button
          type="button"
          aria-pressed={isFit}
          onClick={fit}
          className="h-9 rounded-r-small border-l border-border px-3 text-sm font-semibold hover:bg-sunken aria-pressed:bg-sunken"
        >
          {map.zoom.fit}
        </button>
      </Tip>
    </div>
  );
}

function ZoomButton({
  label,
  isOff,
  onClick,
  children,
}: {
  label: string;
  isOff: boolean;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <Tip isName text={label}>
      <button
        type="button"
        aria-label={label}
        aria-disabled={isOff}
        onClick={onClick}
        className="size-9 rounded-small text-lg font-semibold hover:bg-sunken aria-disabled:opacity-40"
      >
        <span aria-hidden="true">{children}</span>
      </button>
    </Tip>
  );
}
