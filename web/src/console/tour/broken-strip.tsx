import { useQueryClient } from "@tanstack/react-query";
import { Link, useBlocker, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { sayFailed } from "../shared/say.tsx";
import { factoryQuery, setFactory } from "./api.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { move, place } from "./place.ts";

const EVERY = 5000;
const here = "/console/lab/tour";

/** On every page of the console, as long as the tour has left the factory broken. Leaving the console asks first. */
export function BrokenStrip() {
  const { owesMending } = place.use();
  return owesMending ? <Owing /> : null;
}

function Owing() {
  const { tour: texts } = useConsoleMessages();
  const client = useQueryClient();
  const denied = useDenied();
  const { pathname } = useLocation();
  const { data } = useLive(factoryQuery, EVERY);
  const factoryWorks = data?.factory.works;
  useEffect(() => move({ type: "look", facts: { factoryWorks, journey: [], hasDeadLetter: false } }));
  const isBroken = factoryWorks === false;
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => !next.pathname.startsWith("/console"),
    enableBeforeUnload: isBroken,
    disabled: !isBroken,
    withResolver: true,
  });
  return (
    <>
      <div role="status">
        {isBroken && pathname !== here && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-signal bg-signal-wash px-4 py-2 text-sm sm:px-6">
            <p className="min-w-0 flex-1 basis-60">
              <strong className="font-semibold text-signal-ink">{texts.broken}.</strong> {texts.brokenHelp}
            </p>
            <Link
              to={here}
              className="inline-flex min-h-9 items-center rounded-small px-1 font-semibold underline underline-offset-2"
            >
              {texts.back}
            </Link>
            <ActionButton denied={denied} onClick={() => setFactory(client, true).catch(sayFailed)}>
              {texts.mend}
            </ActionButton>
          </div>
        )}
      </div>
      {blocker.status === "blocked" && <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} />}
    </>
  );
}
