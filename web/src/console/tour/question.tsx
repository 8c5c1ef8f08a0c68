import { useId } from "react";
import { cx } from "../../ui/cx.ts";
import type { StepTexts } from "./messages/en.ts";
import { useTourTexts } from "./messages/index.ts";
import { move } from "./place.ts";

interface Props {
  texts: StepTexts;
  chosen: number | undefined;
  /** Its outcome is under way: the prediction stays as it is. */
  isClosed: boolean;
  /** Its outcome has been seen, so the right answer is shown. */
  isSeen: boolean;
}

/** What the learner predicts before anything happens. */
export function Question({ texts: { ask, answers, right }, chosen, isClosed, isSeen }: Props) {
  const texts = useTourTexts();
  const name = useId();
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-semibold">{ask}</legend>
      {answers.map((answer, index) => {
        const isRight = isSeen && index === right;
        const notes = [chosen === index && isSeen && texts.yours, isRight && texts.isRight].filter(Boolean);
        return (
          <label
            key={answer}
            className={cx(
              "flex min-h-9 items-start gap-3 rounded-small px-2 py-1.5 text-sm",
              !isClosed && "cursor-pointer hover:bg-sunken",
              isRight && "bg-stock-wash font-semibold text-ink",
              isClosed && !isRight && chosen !== index && "text-ink-soft",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={chosen === index}
              // Not `disabled`: that would take the focus away from whoever just answered.
              aria-disabled={isClosed}
              onChange={() => move({ type: "predict", answer: index })}
              className="mt-0.5 size-4 shrink-0 accent-ink"
            />
            <span>
              {answer}
              {notes.length > 0 && <span className="ml-2 text-xs font-normal text-ink-soft">({notes.join(", ")})</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
