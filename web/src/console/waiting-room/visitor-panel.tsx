import type { AdminRoom } from "@donut/contracts/waiting-room";
import { useFormat } from "../../i18n/format.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { Figure } from "../shared/figure.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { useHallTexts } from "./messages/index.ts";
import { type Crowd, mostVisitors, type Step, type Visitors, visitorStates } from "./visitors.ts";

interface Props {
  room: AdminRoom;
  crowd: Crowd;
  visitors(): Visitors | undefined;
}

const amounts = [1, 10, 100];

export function VisitorPanel({ room, crowd: { counts, refusal }, visitors }: Props) {
  const { visitors: texts } = useHallTexts();
  const { number } = useFormat();
  const here = counts.joining + counts.waiting + counts.admitted;
  const readOnly = useDenied();
  const denied = readOnly ?? deniedBy(room, texts);
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div className="flex flex-wrap gap-2">
        {amounts.map((amount) => (
          <ActionButton
            key={amount}
            denied={denied ?? (here + amount > mostVisitors ? texts.full(mostVisitors) : undefined)}
            onClick={() => visitors()?.join(amount)}
          >
            {texts.join(amount)}
          </ActionButton>
        ))}
        {here > 0 && (
          <ActionButton kind="quiet" onClick={() => visitors()?.leave()}>
            {texts.leave}
          </ActionButton>
        )}
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {visitorStates
          .filter((it) => counts[it] > 0)
          .map((it) => (
            <Figure key={it} name={texts.states[it]} size="text-base">
              {number(counts[it])}
            </Figure>
          ))}
      </dl>
      {counts.refused > 0 && refusal && <p className="text-sm text-ink-soft">{texts.said(refusal)}</p>}
    </PanelCard>
  );
}

/** One visitor, step by step, and what the system does at each step. */
export function FollowPanel({ room, crowd: { steps }, visitors }: Props) {
  const { follow: texts, visitors: panel } = useHallTexts();
  const readOnly = useDenied();
  const [first] = steps;
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div>
        <ActionButton
          denied={readOnly ?? deniedBy(room, panel)}
          onClick={() => visitors()?.join(1, { followed: true })}
        >
          {first ? texts.another : texts.start}
        </ActionButton>
      </div>
      <ol className="hall-steps" aria-live="polite">
        {steps.map((step) => (
          <li key={`${step.at} ${step.kind}`}>
            <p className="flex items-baseline justify-between gap-3 text-sm">
              <strong className="font-semibold">{wordsOf(step, texts)}</strong>
              <span className="text-xs text-ink-soft tabular-nums">
                {texts.at((step.at - (first?.at ?? 0)) / 1000)}
              </span>
            </p>
            {isFirstOfKind(step, steps) && <p className="text-xs text-ink-soft">{texts.why[step.kind]}</p>}
          </li>
        ))}
      </ol>
    </PanelCard>
  );
}

function deniedBy({ mode }: AdminRoom, texts: ReturnType<typeof useHallTexts>["visitors"]): string | undefined {
  return mode === "open" || mode === "paused" ? undefined : texts.off;
}

function wordsOf({ kind, number = 0, ahead = 0 }: Step, texts: ReturnType<typeof useHallTexts>["follow"]): string {
  if (kind === "entered") return texts.steps.entered(number, ahead);
  if (kind === "moved") return texts.steps.moved(ahead);
  return texts.steps[kind];
}

function isFirstOfKind(step: Step, steps: readonly Step[]): boolean {
  return steps.find(({ kind }) => kind === step.kind) === step;
}
