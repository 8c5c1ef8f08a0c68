import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { topologyQuery } from "../api/queries.ts";
import { acknowledge, release } from "../api/records.ts";
import type { Alert } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { sayFailed } from "../shared/say.tsx";
import { duration } from "../text/duration.ts";
import { AlertNotes } from "./alert-notes.tsx";
import { CloseDialog } from "./close-dialog.tsx";

/** One alert, from its first message to its last. `resting`: dead letters in its queue now. */
export function AlertEntry({ alert, resting }: { alert: Alert; resting: number | undefined }) {
  const { alerts: texts } = useConsoleMessages();
  const open = alert.status === "open";
  return (
    <li
      className={cx(
        "grid gap-3 rounded-small border p-4 text-sm",
        open && !alert.acknowledged ? "border-signal bg-signal-wash" : "border-hairline bg-surface",
      )}
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="grid min-w-0 flex-1 basis-72 gap-1">
          <Headline alert={alert} resting={resting} />
          <Times alert={alert} />
        </div>
        {open && (
          <div className="flex flex-wrap gap-2">
            <Charge alert={alert} />
            <CloseButton alert={alert} />
          </div>
        )}
      </div>
      <Cause alert={alert} />
      {alert.closed && (
        <p className="wrap-anywhere">
          <span className="text-ink-soft">{texts.closedBecause}</span> {alert.closed.reason}
        </p>
      )}
      <AlertNotes alert={alert} />
      <details className="text-xs text-ink-soft">
        <summary className="w-fit rounded-small py-1">{texts.alarm}</summary>
        <p lang="en" className="wrap-anywhere">
          <span className="font-mono">{alert.alarm}</span>: {alert.reason}
        </p>
      </details>
    </li>
  );
}

/** How many messages failed, and where. */
function Headline({ alert: { status, queue, cause }, resting }: { alert: Alert; resting: number | undefined }) {
  const { alerts: texts, map } = useConsoleMessages();
  const open = status === "open";
  const count = open ? resting : cause?.deadLetters;
  const deadLetters = count ? map.deadLetters(count) : texts.some;
  const [before, after] = !open
    ? texts.wereThere(deadLetters)
    : resting === 0
      ? texts.noneLeft
      : texts.there(deadLetters);
  return (
    <h2 className="text-base font-semibold">
      <span className={cx("mr-2 text-xs", open ? "text-signal-ink" : "text-ink-soft")}>{texts.statuses[status]}</span>
      {before}
      <Link
        to="/console/queues/$name"
        params={{ name: queue }}
        className="wrap-anywhere underline decoration-border underline-offset-3 hover:decoration-ink"
      >
        {queue}
      </Link>
      {after}
    </h2>
  );
}

function Times({ alert }: { alert: Alert }) {
  const { alerts: texts } = useConsoleMessages();
  const format = useFormat();
  const language = useLanguage();
  const { raisedAt, clearedAt, closed, acknowledged, status } = alert;
  const open = status === "open";
  const now = useNow(open ? 1000 : null);
  const endedAt = closed?.at ?? clearedAt;
  const seconds = ((endedAt ? Date.parse(endedAt) : now) - Date.parse(raisedAt)) / 1000;
  return (
    <p className="text-xs text-ink-soft tabular-nums">
      {texts.raised(format.dateTime(raisedAt))} ·{" "}
      {open ? texts.openFor(duration(seconds, language)) : texts.lasted(duration(seconds, language))}
      {acknowledged && ` · ${texts.taken(acknowledged.by.name, format.dateTime(acknowledged.at))}`}
      {closed && ` · ${texts.closedBy(closed.by.name, format.dateTime(closed.at))}`}
      {closed && clearedAt && ` · ${texts.emptySince(format.dateTime(clearedAt))}`}
    </p>
  );
}

/** What failed first, and who waits for it. */
function Cause({ alert: { cause, queue, status } }: { alert: Alert }) {
  const { alerts: texts, awaited } = useConsoleMessages();
  const { data: topology } = useQuery(topologyQuery);
  const waits = topology?.queues.find(({ name }) => name === queue)?.awaited;
  if (!cause?.error && !cause?.type && !(waits && status === "open")) return null;
  return (
    <div className="grid gap-1">
      {(cause?.error || cause?.type) && (
        <p className="wrap-anywhere">
          <span className="text-ink-soft">{texts.firstError}</span>{" "}
          {cause.type && <span className="font-mono text-xs">{cause.type}</span>}
          {cause.type && cause.error && " · "}
          {cause.error && (
            <span lang="en">
              <strong className="font-semibold">{cause.error.name}</strong>: {cause.error.message}
            </span>
          )}
        </p>
      )}
      {waits && status === "open" && <p className="text-ink-soft">{awaited.of[waits]}</p>}
    </div>
  );
}

/** Only for those who may: an alert is not closed by looking at it. */
function CloseButton({ alert }: { alert: Alert }) {
  const { alerts: texts } = useConsoleMessages();
  const denied = useDenied();
  const [closing, setClosing] = useState(false);
  if (denied !== undefined) return null;
  return (
    <>
      <ActionButton aria-label={texts.closeOf(alert.queue)} onClick={() => setClosing(true)}>
        {texts.close}
      </ActionButton>
      {closing && <CloseDialog alert={alert} onClose={() => setClosing(false)} />}
    </>
  );
}

/** Takes an alert on, or gives it back. */
function Charge({ alert: { id, acknowledged } }: { alert: Alert }) {
  const { alerts: texts } = useConsoleMessages();
  const denied = useDenied();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => (acknowledged ? release(id) : acknowledge(id)),
    onSettled: () => client.invalidateQueries({ queryKey: ["admin", "alerts"] }),
    onError: sayFailed,
  });
  return (
    <ActionButton denied={denied} busy={change.isPending} onClick={() => change.mutate()}>
      {acknowledged ? texts.release : texts.acknowledge}
    </ActionButton>
  );
}
