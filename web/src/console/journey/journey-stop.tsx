import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import type { JourneyStep } from "../api/types.ts";
import { lineStyle } from "../map/line-style.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Body } from "../panel/message-body.tsx";
import { QueueLink } from "../queues/queue-link.tsx";
import { duration } from "../text/duration.ts";

interface Props {
  step: JourneyStep;
  /** Seconds since the previous step. */
  gap: number;
  isLast: boolean;
}

/** One stop of the journey, on the line of its subject. */
export function JourneyStop({ step, gap, isLast }: Props) {
  const format = useFormat();
  const language = useLanguage();
  const trouble = step.kind === "failed-try" || step.kind === "dead-letter";
  const subject = step.kind === "event" ? step.type : step.kind === "dead-letter" ? (step.message.type ?? "") : "";
  return (
    <li
      style={lineStyle(subject)}
      className="grid grid-cols-[5.5rem_1.5rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[7rem_1.5rem_minmax(0,1fr)]"
    >
      <div className="pt-0.5 text-right text-xs tabular-nums">
        <time dateTime={step.at} title={format.dateTime(step.at)}>
          {format.time(step.at)}
        </time>
        {gap >= 1 && <span className="block text-ink-soft">+{duration(gap, language)}</span>}
      </div>
      <div aria-hidden="true" className="relative flex justify-center">
        {!isLast && <span className="absolute top-5 -bottom-1 w-1 bg-hairline" />}
        <span
          className={cx(
            "relative mt-1 size-4 rounded-round border-4 bg-surface",
            trouble ? "border-signal" : step.kind === "repair" ? "border-ink" : "border-(--line)",
          )}
        />
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1 pb-6 text-sm">
        <What step={step} />
      </div>
    </li>
  );
}

function What({ step }: { step: JourneyStep }): ReactNode {
  const { journey: texts } = useConsoleMessages();
  switch (step.kind) {
    case "event":
      return (
        <>
          <p className="font-semibold">{step.type}</p>
          <p className="wrap-anywhere text-ink-soft empty:hidden">{texts.event(step.type, step.detail)}</p>
          <details className="text-xs">
            <summary className="w-fit rounded-small py-1 text-ink-soft">{texts.data}</summary>
            <Body title={texts.data} text={JSON.stringify(step.detail)} />
          </details>
        </>
      );
    case "failed-try":
      return (
        <>
          <p>
            <span className="font-semibold text-signal-ink">{texts.failedTry(step.attempt)}</span>{" "}
            <QueueLink name={step.queue} />
          </p>
          <p className="text-xs wrap-anywhere">
            <strong className="font-semibold">{step.error.name}</strong>: {step.error.message}
          </p>
        </>
      );
    case "dead-letter":
      return (
        <>
          <p>
            <span className="font-semibold text-signal-ink">{texts.rests}</span> <QueueLink name={step.queue} />
          </p>
          <Link
            to="/console/queues/$name"
            params={{ name: step.queue }}
            search={{ message: step.message.id }}
            className="w-fit font-semibold underline underline-offset-3"
          >
            {texts.open}
          </Link>
        </>
      );
    case "repair":
      return (
        <>
          <p>
            <span className="font-semibold">{texts.repair[step.action]}</span> <QueueLink name={step.queue} />
            {step.destination && (
              <>
                {" → "}
                <QueueLink name={step.destination} />
              </>
            )}
          </p>
          {step.newMessageId && (
            <p className="flex flex-wrap gap-x-1.5 text-xs text-ink-soft">
              {texts.nowCalled} <Copyable value={step.newMessageId} />
            </p>
          )}
        </>
      );
  }
}
