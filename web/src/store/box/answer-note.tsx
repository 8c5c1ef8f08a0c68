import { lazy, Suspense } from "react";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { loadProblemTexts } from "../../i18n/problems/index.ts";
import { isEmailRefused } from "./email.ts";
import type { Checkout } from "./use-checkout.ts";

// Loaded lazily with the texts of all problems, which are rarely needed.
const Refusal = lazy(() =>
  Promise.all([import("../shared/refusal.tsx"), loadProblemTexts()]).then(([it]) => ({ default: it.Refusal })),
);

/** Why the last click did not place an order. Announced to screen readers, and not shown by colour alone. */
export function AnswerNote({ answer }: { answer: Checkout["answer"] }) {
  const { box } = usePageTexts();
  // Said beside the field.
  const elsewhere = isEmailRefused(answer);
  return (
    <div role="alert" className="max-h-1/3 shrink-0 overflow-y-auto px-5 not-empty:pb-4">
      {answer?.status === "short" && <p className="note">{box.nothingSold}</p>}
      {answer?.status === "refused" && !elsewhere && (
        <p className="note">
          <span>{box.refused}</span>{" "}
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
