import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import type { JourneyStep } from "../api/types.ts";
import { useWording } from "../api/use-wording.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { PanelCard } from "../shared/panel-card.tsx";
import { dlq, queue } from "./api.ts";
import { useTourTexts } from "./messages/index.ts";
import type { Tour } from "./tour.ts";
import type { System } from "./use-system.ts";

const mostListed = 12;

/** Stock, queue, factory and dead-letter queue as they are now, and the events of the learner's order. */
export function LivePanel({ tour, system }: { tour: Tour; system: System }) {
  const { live: texts } = useTourTexts();
  const language = useLanguage();
  const format = useFormat();
  const { factory, item, waiting, dead, journey } = system;
  const shortage = item?.shortage;
  const stockNote = () => {
    if (shortage?.expectedAt) return texts.promised(format.time(shortage.expectedAt));
    return shortage?.since && texts.sinceShort(format.time(shortage.since));
  };
  return (
    <PanelCard title={texts.title}>
      <dl className="grid grid-cols-2 gap-2">
        <Place
          name={item ? texts.inStock(item.name[language]) : texts.stock}
          note={stockNote()}
          ails={item?.available === 0}
        >
          {item ? <LiveNumber value={item.available} /> : texts.unknown}
        </Place>
        <Place name={queue} note={texts.waiting}>
          {waiting === undefined ? texts.unknown : <LiveNumber value={waiting} />}
        </Place>
        <Place name={texts.factory} ails={factory?.works === false}>
          {factory ? texts[factory.works ? "works" : "refuses"] : texts.unknown}
        </Place>
        <Place name={dlq} note={texts.dead(dead ?? 0)} ails={(dead ?? 0) > 0}>
          {dead === undefined ? texts.unknown : <LiveNumber value={dead} />}
        </Place>
      </dl>
      <Link
        to="/console/map"
        search={{ at: queue }}
        className="inline-flex min-h-6 w-fit items-center text-sm font-semibold underline underline-offset-3"
      >
        {texts.map}
      </Link>
      <h3 className="mt-1 text-sm font-semibold">{texts.journey}</h3>
      {journey.length === 0 ? (
        <p className="text-sm text-ink-soft">{texts.noJourney}</p>
      ) : (
        <ol className="grid gap-1.5 text-sm">
          {journey.slice(-mostListed).map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added; two may say the same
            <Happened key={index} step={step} />
          ))}
        </ol>
      )}
      {tour.purchase && journey.length > 0 && (
        <Link
          to="/console/journeys/$correlationId"
          params={{ correlationId: tour.purchase.correlationId }}
          className="inline-flex min-h-6 w-fit items-center text-sm font-semibold underline underline-offset-3"
        >
          {texts.whole}
        </Link>
      )}
    </PanelCard>
  );
}

interface PlaceProps {
  name: string;
  note?: string | undefined;
  ails?: boolean;
  children: ReactNode;
}

function Place({ name, note, ails = false, children }: PlaceProps) {
  return (
    <div
      className={cx(
        "grid min-w-0 content-start rounded-small border p-3 transition-colors",
        ails ? "border-signal bg-signal-wash" : "border-hairline bg-paper",
      )}
    >
      <dt className="truncate text-xs text-ink-soft" title={name}>
        {name}
      </dt>
      <dd className={cx("font-display text-lg font-bold tabular-nums", ails && "text-signal-ink")}>{children}</dd>
      {note && <dd className="text-xs text-ink-soft tabular-nums">{note}</dd>}
    </div>
  );
}

function Happened({ step }: { step: JourneyStep }) {
  const format = useFormat();
  const words = useStepWords(step);
  const ails = step.kind === "failed-try" || step.kind === "dead-letter" || step.kind === "rested";
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <time dateTime={step.at} className="text-xs leading-5 text-ink-soft tabular-nums">
        {format.time(step.at)}
      </time>
      <span className={cx("wrap-anywhere", ails && "text-signal-ink")}>{words}</span>
    </li>
  );
}

function useStepWords(step: JourneyStep): string {
  const { live: texts } = useTourTexts();
  const { journey } = useConsoleMessages();
  const wording = useWording();
  switch (step.kind) {
    case "event":
      return journey.event(step.type, step.detail, wording) || step.type;
    case "failed-try":
      return `${texts.try(step.attempt)}: ${step.error.message}`;
    case "dead-letter":
    case "rested":
      return texts.deadLetter;
    case "repair":
      return texts.redriven;
  }
}
