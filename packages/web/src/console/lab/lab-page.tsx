import { createLazyRoute } from "@tanstack/react-router";
import { useLive } from "../live/use-live.ts";
import { Page } from "../shell/page.tsx";
import { labQuery } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { Messages } from "./messages.tsx";
import { StepOne } from "./step-one.tsx";
import { StepThree } from "./step-three.tsx";
import { StepTwo } from "./step-two.tsx";

export const route = createLazyRoute("/console/lab")({ component: LabPage });

/** What the queue and its consumer are set to before the first answer has come. */
const unknown = { consumerDelaySeconds: 0, visibilityTimeoutSeconds: 120 };

/** Where people learn what a queue does. */
function LabPage() {
  const texts = useLabTexts();
  const { data } = useLive(labQuery);
  const settings = data?.settings ?? unknown;
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        <StepOne />
        <StepTwo />
        <div className="grid md:col-span-2 xl:col-span-1">
          <StepThree key={data ? "known" : "unknown"} settings={settings} />
        </div>
      </div>
      <Messages messages={data?.messages ?? []} settings={settings} />
    </Page>
  );
}
