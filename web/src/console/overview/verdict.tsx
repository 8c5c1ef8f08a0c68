import { useFormat } from "../../i18n/format.ts";
import { cx } from "../../ui/cx.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { beganAt, type Trouble } from "./trouble.ts";

interface Props {
  /** Undefined until everything is known. */
  trouble: Trouble[] | undefined;
  queues: number;
  consumers: number;
}

/** Whether anything is wrong, in one line. */
export function Verdict({ trouble, queues, consumers }: Props) {
  const { overview } = useConsoleMessages();
  const format = useFormat();
  if (!trouble) return <p className="py-3 text-base text-ink-soft">{overview.checking}</p>;
  const isCalm = trouble.length === 0;
  const since = beganAt(trouble);
  return (
    <div className="flex items-start gap-3 py-1">
      <Sign isCalm={isCalm} />
      <div>
        <p className={cx("font-display text-2xl font-bold", !isCalm && "text-signal-ink")}>
          {isCalm ? overview.calm : overview.needs(trouble.length)}
        </p>
        <p className="text-sm text-ink-soft tabular-nums">
          {isCalm && overview.calmHelp(queues, consumers)}
          {since !== undefined && overview.since(format.dateTime(new Date(since).toISOString()))}
        </p>
      </div>
    </div>
  );
}

function Sign({ isCalm }: { isCalm: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="28"
      height="28"
      aria-hidden="true"
      fill="none"
      strokeWidth="2.25"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cx("mt-0.5 shrink-0", isCalm ? "stroke-stock" : "stroke-signal")}
    >
      <circle cx="12" cy="12" r="9.5" />
      {isCalm ? <path d="M7.75 12.5l3 3 5.5-6" /> : <path d="M12 7v6M12 16.75v.01" />}
    </svg>
  );
}
