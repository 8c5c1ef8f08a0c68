import { createLazyRoute, Link } from "@tanstack/react-router";
import { useWords } from "../../api/explain.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Page } from "../shared/page.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { subscriptionsQuery } from "./api.ts";
import { DeviceList } from "./device-list.tsx";
import { useNotificationTexts } from "./messages/index.ts";
import { ThisBrowser } from "./this-browser.tsx";

export const route = createLazyRoute("/console/notifications")({ component: NotificationsPage });

const EVERY_MS = 5000;

/** The devices on which an operator gets notifications of orders. */
function NotificationsPage() {
  const texts = useNotificationTexts();
  const wordsOf = useWords();
  const { data, error, refetch } = useLive(subscriptionsQuery, EVERY_MS);
  return (
    <Page title={texts.title} lead={texts.lead}>
      {!data && !error && <Skeleton className="h-72" />}
      {!data && error && <Unreachable words={wordsOf(error)} again={refetch} />}
      {data && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
          <div className="grid gap-4">
            <ThisBrowser known={data} />
            <DeviceList known={data} />
          </div>
          <How />
        </div>
      )}
    </Page>
  );
}

function How() {
  const { how } = useNotificationTexts();
  return (
    <PanelCard title={how.title}>
      <ol className="grid gap-2 text-sm">
        {how.steps.map((step, index) => (
          <li key={step} className="grid grid-cols-[1.5rem_minmax(0,1fr)] text-ink-soft">
            <span className="tabular-nums text-shopify-ink" aria-hidden="true">
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
      <p>
        <Link
          to="/console/queues/$name"
          params={{ name: "PushSendQueue" }}
          className="text-sm font-semibold underline underline-offset-4"
        >
          {how.queue}
        </Link>
      </p>
    </PanelCard>
  );
}

function Unreachable({ words, again }: { words: string; again(): unknown }) {
  const { trouble } = useConsoleMessages();
  return (
    <div role="alert" className="grid justify-items-start gap-2 rounded-small border border-signal px-4 py-3 text-sm">
      <p>{words}</p>
      <button type="button" className="font-semibold underline underline-offset-4" onClick={() => again()}>
        {trouble.retry}
      </button>
    </div>
  );
}
