import { usePageTexts } from "../../i18n/page-texts.ts";
import type { Checkout } from "./use-checkout.ts";

/** Why the last click gave no order. Said aloud, and not by colour alone. */
export function AnswerNote({ answer }: { answer: Checkout["answer"] }) {
  const { box } = usePageTexts();
  return (
    <div role="alert" className="px-5">
      {answer?.status === "short" && <p className="note">{box.nothingSold}</p>}
      {answer?.status === "refused" && (
        <p className="note">
          {box.refused} <span className="text-ink-soft">{answer.problem.detail ?? answer.problem.title}</span>
        </p>
      )}
      {answer?.status === "not-admitted" && <p className="note">{box.turnOver}</p>}
      {answer?.status === "unsure" && <p className="note">{box.unsure}</p>}
    </div>
  );
}
