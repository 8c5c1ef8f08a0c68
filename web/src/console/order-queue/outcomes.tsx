import { useState } from "react";
import { useFormat } from "../../i18n/format.ts";
import { cx } from "../../ui/cx.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import type { LineResult, LineState } from "./api.ts";
import { latest } from "./latest.ts";
import { useLineTexts } from "./messages/index.ts";
import { OutcomeSign } from "./outcome-sign.tsx";

const counted = [
  { status: "completed", of: "sold" },
  { status: "rejected", of: "short" },
  { status: "known", of: "again" },
] as const;

/** The results of served orders: totals, and the latest ones individually. */
export function Outcomes({ line }: { line: LineState }) {
  const { outcomes: texts } = useLineTexts();
  const [seen, setSeen] = useState<LineResult[]>([]);
  const now = latest(seen, line.results);
  if (now !== seen) setSeen(now);
  return (
    <div className="flex flex-wrap items-end gap-x-10 gap-y-4 border-t border-hairline pt-3">
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {counted.map(({ status, of }) => (
          <div key={of} className="relative flex flex-col-reverse pl-9">
            <dt className="text-xs text-ink-soft">
              <OutcomeSign status={status} className="absolute top-1 left-0 size-7" />
              {texts[of]}
            </dt>
            <dd className="text-base leading-5 font-semibold">
              <LiveNumber value={line[of]} />
            </dd>
          </div>
        ))}
      </dl>
      {now.length > 0 && <LastOnes results={now} />}
    </div>
  );
}

function LastOnes({ results }: { results: LineResult[] }) {
  const { outcomes: texts } = useLineTexts();
  const format = useFormat();
  return (
    <div className="grid min-w-0 flex-1 basis-64 gap-1">
      <h2 className="text-xs text-ink-soft">{texts.last}</h2>
      {/* Only as many as fit in one row; the latest first. */}
      <ol className="flex h-11 flex-wrap gap-x-1 overflow-hidden">
        {results.toReversed().map(({ number, status, special }) => (
          <li key={`${number} ${status}`} className="grid h-11 min-w-9 justify-items-center text-2xs tabular-nums">
            <OutcomeSign status={status} special={special} className="size-7" />
            <span aria-hidden="true" className={cx(status === "completed" ? "text-ink-soft" : "font-semibold")}>
              {format.number(number)}
            </span>
            <span className="sr-only">{texts.one(number, status)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
