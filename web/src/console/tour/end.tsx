import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { dlq } from "./api.ts";
import { useTourTexts } from "./messages/index.ts";
import { move } from "./place.ts";
import { steps, type Tour } from "./tour.ts";

/** What was learned, and where to go on. */
export function End({ tour: { answers, purchase } }: { tour: Tour }) {
  const { end: texts, steps: stepTexts } = useTourTexts();
  const right = steps.filter((step) => answers[step] === stepTexts[step].right).length;
  const link = cx(buttonClass("outline", "small"), "rounded-small!");
  return (
    <section className="grid gap-3 rounded-small border border-border bg-surface p-4 shadow-rest">
      <h2 id="tour-now" tabIndex={-1} className="font-display text-xl font-bold outline-offset-4">
        {texts.title}
      </h2>
      <p className="font-semibold tabular-nums">{texts.score(right, steps.length)}</p>
      <p className="max-w-170 text-sm text-ink-soft">{texts.body}</p>
      <div className="flex flex-wrap gap-2">
        <Link to="/console/lab" className={link}>
          {texts.quiz}
        </Link>
        {purchase && (
          <Link
            to="/console/journeys/$correlationId"
            params={{ correlationId: purchase.correlationId }}
            className={link}
          >
            {texts.journey}
          </Link>
        )}
        <Link to="/console/queues/$name" params={{ name: dlq }} className={link}>
          {texts.letters}
        </Link>
        <ActionButton kind="quiet" onClick={() => move({ type: "over" })}>
          {texts.again}
        </ActionButton>
      </div>
    </section>
  );
}
