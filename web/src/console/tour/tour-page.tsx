import { createLazyRoute } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useDenied } from "../shared/access.ts";
import { Page } from "../shared/page.tsx";
import { End } from "./end.tsx";
import { Exits } from "./exits.tsx";
import { LivePanel } from "./live-panel.tsx";
import { useTourTexts } from "./messages/index.ts";
import { move, place } from "./place.ts";
import { Start } from "./start.tsx";
import { StepCard } from "./step-card.tsx";
import { steps } from "./tour.ts";
import { useSystem } from "./use-system.ts";

export const route = createLazyRoute("/console/lab/tour")({ component: TourPage });

/** An outage from the first sign to the last, on the real system: predict, then see. */
function TourPage() {
  const texts = useTourTexts();
  const viewer = useDenied();
  const tour = place.use();
  const system = useSystem(tour);
  const { facts } = system;
  // After every render: what a step waits for may have been there before its action.
  useEffect(() => move({ type: "look", facts }));
  useFocusOn(tour.at);
  return (
    <Page title={texts.title} lead={texts.lead} aside={<Exits tour={tour} factory={system.factory} />}>
      {viewer && <p className="rounded-small border border-border px-4 py-3 text-sm">{texts.viewer}</p>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {tour.at === "start" ? (
            <Start system={system} />
          ) : (
            <ol className="grid grid-cols-[minmax(0,1fr)] gap-3">
              {steps.map((step) => (
                <StepCard key={step} step={step} tour={tour} system={system} />
              ))}
            </ol>
          )}
          {tour.at === "end" && <End tour={tour} />}
        </div>
        <div className="lg:sticky lg:top-(--head)">
          <LivePanel tour={tour} system={system} />
        </div>
      </div>
    </Page>
  );
}

/** Brings the focus to the step that has just begun; not when the page opens. */
function useFocusOn(at: string): void {
  const last = useRef(at);
  useEffect(() => {
    if (last.current === at) return;
    last.current = at;
    const heading = document.getElementById("tour-now");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "center" });
  }, [at]);
}
