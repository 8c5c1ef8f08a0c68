import { diffLines } from "diff";
import { useMemo } from "react";
import { cx } from "../../ui/cx.ts";

/** The removed and added lines of a text. */
export function Diff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffLines(`${before}\n`, `${after}\n`), [before, after]);
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-small bg-sunken p-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
    >
      {parts.map(({ added, removed, value }, index) => {
        const lines = value.replace(/\n$/, "").split("\n");
        const sign = added ? "+" : removed ? "−" : " ";
        const Line = added ? "ins" : removed ? "del" : "span";
        return lines.map((line, at) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one comparison never move
            key={`${index}.${at}`}
            className={cx(
              "block pl-4 -indent-4 no-underline",
              added && "bg-stock-wash text-stock-ink",
              removed && "bg-signal-wash text-signal-ink",
              !added && !removed && "text-ink-soft",
            )}
          >
            <span aria-hidden="true" className="inline-block w-4 indent-0">
              {sign}
            </span>
            {line}
          </Line>
        ));
      })}
    </pre>
  );
}
