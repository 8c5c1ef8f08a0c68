import type { LogLine } from "@donut/contracts/logs";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../../i18n/format.ts";
import { useLanguage } from "../../../../i18n/language.ts";
import { cx } from "../../../../ui/cx.ts";
import { Body } from "../../../message/message-body.tsx";
import { useConsoleMessages } from "../../../messages/index.ts";
import { valueText } from "../../../numbers/units.ts";

interface Props {
  line: LogLine;
  open: boolean;
  onToggle(): void;
}

/** One line of a log: when, what, and which error; opened, everything that was written. */
export function Line({ line, open, onToggle }: Props) {
  const { trainLog: texts } = useConsoleMessages();
  const language = useLanguage();
  const format = useFormat();
  const { at, level, message, error, ended, correlationId } = line;
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const words = ended ? texts.ended[ended.status](valueText(ended.durationMs, "milliseconds", language)) : message;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="grid w-full grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-1 rounded-small py-1.5 text-left text-xs hover:bg-sunken"
      >
        <span
          aria-hidden="true"
          className={cx("text-ink-faint transition-transform motion-reduce:transition-none", open && "rotate-90")}
        >
          ›
        </span>
        <span
          className={cx(
            "truncate",
            level === "error" && "text-signal-ink",
            ended && level === "info" && "text-ink-soft",
          )}
        >
          {level !== "info" && <strong className="font-semibold">{texts.levels[level]} </strong>}
          {words}
        </span>
        <time dateTime={at} title={format.dateTime(at)} className="text-ink-soft tabular-nums">
          {isToday ? format.time(at) : format.dateTime(at)}
        </time>
        {error && (
          <span className="col-span-2 col-start-2 line-clamp-3 wrap-anywhere text-signal-ink">
            {error.name}: {error.message}
          </span>
        )}
      </button>
      {open && (
        <div className="grid gap-2 pt-1 pb-4 pl-5">
          <Body text={line.text} title={texts.line} copyLabel={texts.copyLine} />
          {correlationId && (
            <Link
              to="/console/journeys/$correlationId"
              params={{ correlationId }}
              className="w-fit text-xs underline decoration-border underline-offset-3 hover:decoration-ink"
            >
              {texts.journey}
            </Link>
          )}
        </div>
      )}
    </li>
  );
}
