import { createLazyRoute } from "@tanstack/react-router";
import { useLive } from "../live/use-live.ts";
import { Page } from "../shared/page.tsx";
import { labQuery } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { Messages } from "./messages.tsx";
import { Quiz } from "./quiz.tsx";
import { StepFour } from "./step-four.tsx";
import { StepOne } from "./step-one.tsx";
import { StepThree } from "./step-three.tsx";
import { StepTwo } from "./step-two.tsx";
import { TourCard } from "./tour-card.tsx";

export const route = createLazyRoute("/console/lab")({ component: LabPage });

/** The settings shown before the first answer arrives. */
const unknown = { consumerDelaySeconds: 0, visibilityTimeoutSeconds: 120 };

/** Where people learn how a queue behaves. */
function LabPage() {
  const texts = useLabTexts();
  const { data } = useLive(labQuery);
  const settings = data?.settings ?? unknown;
  return (
    <Page title={texts.title} lead={texts.lead}>
      <TourCard />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="grid gap-4">
          <StepOne />
          <StepTwo />
          <StepThree key={data ? "known" : "unknown"} settings={settings} />
        </div>
        <div className="xl:sticky xl:top-16">
          <Messages messages={data?.messages ?? []} settings={settings} />
        </div>
      </div>
      <StepFour />
      <Quiz />
    </Page>
  );
}
