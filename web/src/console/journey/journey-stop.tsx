import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import type { JourneyStep } from "../api/types.ts";
import { useWording } from "../api/use-wording.ts";
import { Body } from "../message/message-body.tsx";
import type { EventDetail } from "../messages/event-facts.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Hint } from "../shared/hint.tsx";
import { QueueLink } from "../shared/queue-link.tsx";
import { duration } from "../text/duration.ts";
import { lineStyle } from "../topology/line-style.ts";

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
  const trouble = step.kind === "failed-try" || step.kind === "dead-letter" || step.kind === "rested";
  const subject = step.kind === "event" ? step.type : "";
  return (
    <li
      style={lineStyle(subject)}
      className="grid grid-cols-[5.5rem_1.5rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[7rem_1.5rem_minmax(0,1fr)]"
    >
      <div className="pt-0.5 text-right text-xs tabular-nums">
        <Hint text={format.dateTime(step.at)}>
          <time dateTime={step.at}>{format.time(step.at)}</time>
        </Hint>
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
  const language = useLanguage();
  const age = (from: string, to: string) => duration((Date.parse(to) - Date.parse(from)) / 1000, language);
  switch (step.kind) {
    case "event":
      return <Happened type={step.type} detail={step.detail} />;
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
    case "rested":
      return (
        <p>
          <Around words={texts.rested(age(step.at, step.until))}>
            <QueueLink name={step.queue} />
          </Around>
        </p>
      );
    case "dead-letter":
      return <Resting step={step} />;
    case "repair":
      return (
        <>
          <p className="font-semibold">
            {texts.repair[step.action](step.by ?? "", step.restedSince ? age(step.restedSince, step.at) : "")}
          </p>
          <p>
            <QueueLink name={step.queue} />
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

/** An event in words; its type and its data on request. */
function Happened({ type, detail }: { type: string; detail: EventDetail }) {
  const { journey: texts } = useConsoleMessages();
  const words = texts.event(type, detail, useWording());
  return (
    <>
      {words && <p className="font-semibold wrap-anywhere">{words}</p>}
      <details className="text-xs">
        <summary className={cx("w-fit rounded-small py-1", words ? "text-ink-soft" : "text-sm font-semibold")}>
          <span className="font-mono">{type}</span>
        </summary>
        <Body title={texts.data} text={JSON.stringify(detail)} />
      </details>
    </>
  );
}

function Resting({ step }: { step: Extract<JourneyStep, { kind: "dead-letter" }> }) {
  const { journey: texts } = useConsoleMessages();
  const language = useLanguage();
  const seconds = (useNow(1000) - Date.parse(step.at)) / 1000;
  return (
    <>
      <p>
        <Around words={texts.rests(duration(seconds, language))} className="font-semibold text-signal-ink tabular-nums">
          <QueueLink name={step.queue} />
        </Around>
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
}

/** Words before and after something else. */
function Around({
  words: [before, after],
  className = "font-semibold",
  children,
}: {
  words: [string, string];
  className?: string;
  children: ReactNode;
}) {
  return (
    <>
      {before && <span className={className}>{before} </span>}
      {children}
      <span className={className}>
        {before && " "}
        {after}
      </span>
    </>
  );
}
