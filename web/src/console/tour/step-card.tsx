import { Link } from "@tanstack/react-router";
import { useWords } from "../../api/explain.ts";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { CheckIcon } from "../../ui/icons.tsx";
import { usePaused } from "../live/pause.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { TourDeadLetter } from "./dead-letter.tsx";
import { Effects } from "./effects.tsx";
import { useTourTexts } from "./messages/index.ts";
import { Obstructed } from "./obstructed.tsx";
import { move } from "./place.ts";
import { Question } from "./question.tsx";
import { type Step, steps, type Tour } from "./tour.ts";
import { isAdmissionAsked, useAct } from "./use-act.ts";
import type { System } from "./use-system.ts";

interface Props {
  step: Step;
  tour: Tour;
  system: System;
}

/** One step: what it is about; the prediction; the action; what the system says; why. Others show only their name. */
export function StepCard({ step, tour, system }: Props) {
  const texts = useTourTexts();
  const { title, right } = texts.steps[step];
  const isNow = tour.at === step;
  const isSeen = tour.seen.includes(step);
  return (
    <li
      aria-current={isNow ? "step" : undefined}
      className={cx(
        "grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 rounded-small border p-4",
        isNow ? "border-border bg-surface shadow-rest" : "border-hairline",
      )}
    >
      <span
        aria-hidden="true"
        className={cx(
          "grid size-8 place-items-center rounded-round border text-sm font-semibold tabular-nums",
          isSeen && "border-stock bg-stock text-on-line",
          isNow && !isSeen && "border-ink bg-ink text-paper",
          !isNow && !isSeen && "border-border text-ink-soft",
        )}
      >
        {isSeen ? <CheckIcon width="16" height="16" /> : steps.indexOf(step) + 1}
      </span>
      <div className="grid min-w-0 content-start gap-3">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3">
          <h2
            {...(isNow && { id: "tour-now", tabIndex: -1 })}
            className={cx("font-display text-base font-bold outline-offset-4", !isNow && !isSeen && "text-ink-soft")}
          >
            <span className="sr-only">{texts.stepOf(steps.indexOf(step) + 1, steps.length)}: </span>
            {title}
          </h2>
          {isSeen && !isNow && <p className="text-xs text-ink-soft">{texts.seenLine(tour.answers[step] === right)}</p>}
        </div>
        {isNow && <Now step={step} tour={tour} system={system} />}
      </div>
    </li>
  );
}

function Now({ step, tour, system }: Props) {
  const texts = useTourTexts();
  const paused = usePaused();
  const { body, right, why } = texts.steps[step];
  const chosen = tour.answers[step];
  const isDone = tour.done.includes(step);
  const isSeen = tour.seen.includes(step);
  return (
    <>
      <p className="max-w-170 text-sm text-ink-soft">{body}</p>
      <Question texts={texts.steps[step]} chosen={chosen} isClosed={isDone || isSeen} isSeen={isSeen} />
      {!isSeen && <Act step={step} tour={tour} system={system} />}
      {(isDone || isSeen) && <Effects step={step} tour={tour} system={system} />}
      <Obstructed tour={tour} system={system} />
      {paused && !isSeen && <p className="text-sm font-semibold text-waiting-ink">{texts.paused}</p>}
      {step === "read" && isSeen && system.deadLetter && <TourDeadLetter deadLetter={system.deadLetter} />}
      <div role="status" className="max-w-170 text-sm">
        {isSeen && (
          <p>
            {chosen !== undefined && (
              <strong className="font-semibold">{chosen === right ? texts.right : texts.wrong} </strong>
            )}
            {why}
          </p>
        )}
      </div>
      {isSeen && (
        <div>
          <ActionButton kind="primary" onClick={() => move({ type: "next" })}>
            {step === steps.at(-1) ? texts.finish : texts.next}
          </ActionButton>
        </div>
      )}
    </>
  );
}

function Act({ step, tour, system }: Props) {
  const texts = useTourTexts();
  const language = useLanguage();
  const wordsOf = useWords();
  const viewer = useDenied();
  const { act, busy, error } = useAct(step, system);
  const { item, dead = 0, failedTries, deadLetter } = system;
  const isDone = tour.done.includes(step);
  const why = () => {
    if (tour.answers[step] === undefined) return texts.predictFirst;
    if (step === "read") return dead === 0 && !deadLetter ? texts.stillTried(failedTries) : undefined;
    if (step === "buy" && !item && !tour.purchase) return texts.nothingToBuy;
    if (step === "redrive" && !deadLetter) return texts.noDeadLetter;
    return viewer;
  };
  const words = () => {
    if (step !== "buy" || !item) return texts.steps[step].act;
    return texts.buyAll(tour.purchase?.quantity ?? item.available, item.name[language]);
  };
  const denied = why();
  // Once done, only a redrive can be wanted again: if the dead letter has come back.
  const isOver = isDone && !error && (step !== "redrive" || !deadLetter);
  return (
    <>
      {!isOver && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ActionButton kind="primary" denied={denied} busy={busy} onClick={act}>
            {words()}
          </ActionButton>
          {denied && <span className="text-xs text-ink-soft">{denied}</span>}
        </div>
      )}
      {error && (
        <p role="alert" className="text-sm">
          {isAdmissionAsked(error) ? (
            <>
              {texts.admission}{" "}
              <Link to="/console/waiting-room" className="font-semibold underline underline-offset-3">
                {texts.toWaitingRoom}
              </Link>
            </>
          ) : (
            texts.failed(wordsOf(error))
          )}
        </p>
      )}
    </>
  );
}
