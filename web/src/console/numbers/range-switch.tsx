import type { MetricRange } from "@donut/contracts/metrics";
import { cx } from "../../ui/cx.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { ranges, usualRange } from "./range.ts";

interface Props {
  range: MetricRange;
  /** Undefined stands for the usual range. */
  onChoose(range: MetricRange | undefined): void;
}

/** How far back the charts reach. */
export function RangeSwitch({ range, onChoose }: Props) {
  const { numbers } = useConsoleMessages();
  return (
    <fieldset className="flex rounded-small border border-hairline p-0.5">
      <legend className="sr-only">{numbers.range}</legend>
      {ranges.map((it) => (
        <button
          key={it}
          type="button"
          aria-pressed={it === range}
          onClick={() => onChoose(it === usualRange ? undefined : it)}
          className={cx(
            "inline-flex h-8 min-w-11 items-center justify-center rounded-small px-2.5 text-xs whitespace-nowrap tabular-nums",
            it === range ? "bg-sunken font-semibold text-ink" : "text-ink-soft hover:text-ink",
          )}
        >
          {numbers.ranges[it]}
        </button>
      ))}
    </fieldset>
  );
}
