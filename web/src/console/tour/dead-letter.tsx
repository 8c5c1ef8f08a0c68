import { Link } from "@tanstack/react-router";
import { useFormat } from "../../i18n/format.ts";
import type { DeadLetter } from "../api/types.ts";
import { FailedTry } from "../message/failed-try.tsx";
import { dlq } from "./api.ts";
import { useTourTexts } from "./messages/index.ts";

/** Why the message is dead, how often it was tried, and what the receive count counts. */
export function TourDeadLetter({ deadLetter }: { deadLetter: DeadLetter }) {
  const { deadLetter: texts } = useTourTexts();
  const format = useFormat();
  const { id, lastError, receiveCount, attempts = receiveCount } = deadLetter;
  return (
    <section aria-label={texts.why} className="grid gap-3 text-sm">
      {lastError && <FailedTry error={lastError} under="h3" />}
      <dl className="grid gap-3 sm:grid-cols-2">
        <div>
          <dt className="text-xs text-ink-soft">{texts.tries}</dt>
          <dd className="font-semibold tabular-nums">{format.number(attempts)}</dd>
          <dd className="text-xs text-ink-soft">{texts.triesHelp}</dd>
        </div>
        <div>
          <dt className="text-xs text-ink-soft">{texts.receives}</dt>
          <dd className="font-semibold tabular-nums">{format.number(receiveCount)}</dd>
          <dd className="text-xs text-ink-soft">{texts.receivesHelp(attempts, receiveCount)}</dd>
        </div>
      </dl>
      <Link
        to="/console/queues/$name"
        params={{ name: dlq }}
        search={{ message: id }}
        className="w-fit font-semibold underline underline-offset-3"
      >
        {texts.open}
      </Link>
    </section>
  );
}
