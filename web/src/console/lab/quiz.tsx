import { useId, useState } from "react";
import { cx } from "../../ui/cx.ts";
import { PanelCard } from "../shared/panel-card.tsx";
import type { QuizQuestion } from "./messages/en.ts";
import { useLabTexts } from "./messages/index.ts";

/** Five questions; each answer says why. */
export function Quiz() {
  const { quiz: texts } = useLabTexts();
  const [chosen, setChosen] = useState<Record<number, number>>({});
  const right = texts.questions.filter(({ right }, index) => chosen[index] === right).length;
  const answered = Object.keys(chosen).length;
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <ol className="grid gap-6 lg:grid-cols-2">
        {texts.questions.map((question, index) => (
          <li key={question.ask}>
            <Question
              number={index + 1}
              question={question}
              chosen={chosen[index]}
              onChoose={(answer) => setChosen({ ...chosen, [index]: answer })}
            />
          </li>
        ))}
      </ol>
      <p role="status" className="font-semibold tabular-nums">
        {answered === texts.questions.length ? texts.score(right, answered) : ""}
      </p>
    </PanelCard>
  );
}

interface QuestionProps {
  number: number;
  question: QuizQuestion;
  chosen: number | undefined;
  onChoose(answer: number): void;
}

function Question({ number, question: { ask, answers, right, why }, chosen, onChoose }: QuestionProps) {
  const { quiz: texts } = useLabTexts();
  const name = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-semibold">
        {number}. {ask}
      </legend>
      {answers.map((answer, index) => (
        <label
          key={answer}
          className={cx(
            "flex min-h-9 cursor-pointer items-start gap-3 rounded-small px-2 py-1.5 text-sm hover:bg-sunken",
            chosen !== undefined && index === right && "bg-sunken font-semibold",
          )}
        >
          <input
            type="radio"
            name={name}
            checked={chosen === index}
            onChange={() => onChoose(index)}
            className="mt-0.5 size-4 shrink-0 accent-ink"
          />
          {answer}
        </label>
      ))}
      <p role="status" className="px-2 text-sm text-ink-soft">
        {chosen !== undefined && (
          <>
            <strong className="font-semibold text-ink">{chosen === right ? texts.right : texts.wrong}</strong> {why}
          </>
        )}
      </p>
    </fieldset>
  );
}
