import { lazy, Suspense } from "react";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { loadProblemTexts } from "../../i18n/problems/index.ts";
import type { Checkout } from "./use-checkout.ts";

// Loaded lazily with the texts of all problems, which are rarely needed.
const Refusal = lazy(() =>
  Promise.all([import("./refusal.tsx"), loadProblemTexts()]).then(([it]) => ({ default: it.Refusal })),
);

/** Why the last click did not place an order. Announced to screen readers, and not shown by colour alone. */
export function AnswerNote({ answer }: { answer: Checkout["answer"] }) {
  const { box } = usePageTexts();
  return (
    <div role="alert" className="px-5">
      {answer?.status === "short" && <p className="note">{box.nothingSold}</p>}
      {answer?.status === "refused" && (
        <p className="note">
          {box.refused}{" "}
          <Suspense>
            <Refusal problem={answer.problem} />
          </Suspense>
        </p>
      )}
      {answer?.status === "not-admitted" && <p className="note">{box.turnOver}</p>}
      {answer?.status === "unsure" && <p className="note">{box.unsure}</p>}
    </div>
  );
}
