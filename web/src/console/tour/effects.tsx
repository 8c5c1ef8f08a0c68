import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { CheckIcon } from "../../ui/icons.tsx";
import { useTourTexts } from "./messages/index.ts";
import { eventIn, type Step, type Tour } from "./tour.ts";
import type { System } from "./use-system.ts";

interface Props {
  step: Step;
  tour: Tour;
  system: System;
}

/** What the real system says after a step's action, line by line as it says it. */
export function Effects({ step, tour, system }: Props) {
  const texts = useTourTexts();
  const lines = useLines({ step, tour, system });
  const isSeen = tour.seen.includes(step);
  return (
    <section aria-label={texts.effects} className="grid gap-1.5 rounded-small bg-sunken p-3 text-sm">
      <h4 className="text-xs font-semibold text-ink-soft">{texts.effects}</h4>
      <ul aria-live="polite" className="grid gap-1.5">
        {lines.map((line) => (
          <Line key={line} isDone>
            {line}
          </Line>
        ))}
        {!isSeen && <Line>{texts.says.asking}</Line>}
      </ul>
    </section>
  );
}

function Line({ isDone = false, children }: { isDone?: boolean; children: ReactNode }) {
  return (
    <li className={cx("flex items-start gap-2", !isDone && "text-ink-soft")}>
      {isDone ? (
        <CheckIcon width="16" height="16" className="mt-0.5 shrink-0 text-stock-ink" />
      ) : (
        <span
          aria-hidden="true"
          className="m-1 size-2 shrink-0 animate-pulse rounded-round bg-ink-faint motion-reduce:animate-none"
        />
      )}
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </li>
  );
}

function useLines({ step, tour, system }: Props): string[] {
  const { says, deadLetter: deadLetterTexts } = useTourTexts();
  const format = useFormat();
  const language = useLanguage();
  const { factory, item, dead = 0, journey, failedTries, deadLetter, facts } = system;
  const name = item?.name[language] ?? tour.purchase?.productId ?? "";
  const depleted = eventIn(journey, "stock.depleted");
  const accepted = eventIn(journey, "production.accepted");
  const replenished = eventIn(journey, "stock.replenished");
  const lines: Record<Step, (string | false | undefined)[]> = {
    break: [facts.factoryWorks === false && says.refuses, facts.factoryWorks === false && says.calm(dead)],
    buy: [
      eventIn(journey, "order.placed") && says.sold(tour.purchase?.quantity ?? 0, name),
      depleted && says.short(Number(depleted.detail.available)),
      failedTries > 0 && says.tries(failedTries),
    ],
    read: [
      failedTries > 0 && says.tries(failedTries),
      deadLetter ? says.rests(dead) : tour.seen.includes("read") && deadLetterTexts.left,
    ],
    mend: [
      factory?.works && says.works,
      factory?.works && deadLetter && says.stillRests,
      factory?.works && item?.available === 0 && says.stillShort(name),
    ],
    redrive: [
      !deadLetter && says.back,
      accepted && says.accepted(Number(accepted.detail.quantity), format.time(String(accepted.detail.expectedAt))),
      replenished && says.replenished(Number(replenished.detail.quantity), name),
    ],
  };
  return lines[step].filter((it) => typeof it === "string");
}
