import { useQuery } from "@tanstack/react-query";
import { alertsQuery } from "../api/records.ts";
import { usePaused } from "../live/pause.ts";
import { useConsoleMessages } from "../messages/index.ts";

/** Often enough, since a mail is sent as well. */
const EVERY = 5000;

/** The number of open alerts that nobody has taken. */
export function AlertBadge() {
  const { alerts: texts } = useConsoleMessages();
  const paused = usePaused();
  // Not part of the page's live data: if it fails, the page's own numbers are not late.
  const { data } = useQuery({ ...alertsQuery({ status: "open" }), refetchInterval: !paused && EVERY, retry: false });
  const waiting = data?.alerts.filter(({ acknowledged }) => !acknowledged).length ?? 0;
  if (waiting === 0) return null;
  return (
    <span className="ml-1.5 inline-grid h-5 min-w-5 place-items-center rounded-round bg-signal px-1.5 text-2xs font-semibold text-on-line tabular-nums">
      {waiting}
      <span className="sr-only"> {texts.waiting}</span>
    </span>
  );
}
