import { getRouteApi, Link } from "@tanstack/react-router";
import { useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { journeyQuery } from "../api/records.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { duration } from "../text/duration.ts";
import { JourneyStop } from "./journey-stop.tsx";

const route = getRouteApi("/console/journeys/$correlationId");

/** Everything that followed from one request, across all chains: events, failures, dead letters, repairs. */
export function JourneyPage() {
  const { journey: texts } = useConsoleMessages();
  const language = useLanguage();
  const { correlationId } = route.useParams();
  const { data, error } = useLive(journeyQuery(correlationId));
  const steps = data?.steps ?? [];
  const first = steps[0];
  const last = steps.at(-1);
  const span = first && last ? (Date.parse(last.at) - Date.parse(first.at)) / 1000 : 0;
  return (
    <Page
      title={texts.title}
      lead={
        <span className="flex flex-wrap items-center gap-x-3">
          <Copyable value={correlationId} className="min-h-6 text-xs" />
          {steps.length > 1 && <span>{texts.span(steps.length, duration(span, language))}</span>}
          <Link
            to="/console/audit"
            search={{ q: correlationId }}
            className="inline-flex min-h-6 items-center underline decoration-border underline-offset-3 hover:text-ink"
          >
            {texts.audit}
          </Link>
        </span>
      }
    >
      {!data && !error && <Skeleton className="h-96" />}
      {data && steps.length === 0 && <Empty title={texts.empty}>{texts.emptyHelp}</Empty>}
      <ol className="max-w-200">
        {steps.map((step, index) => {
          const before = steps[index - 1];
          const gap = before ? (Date.parse(step.at) - Date.parse(before.at)) / 1000 : 0;
          return (
            <JourneyStop
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added; two may say the same
              key={index}
              step={step}
              gap={gap}
              isLast={index === steps.length - 1}
            />
          );
        })}
      </ol>
    </Page>
  );
}
