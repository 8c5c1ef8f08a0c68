import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { acknowledge } from "../api/records.ts";
import type { Alert } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shell/access.ts";
import { ActionButton } from "../shell/action-button.tsx";
import { sayFailed } from "../shell/say.tsx";
import { duration } from "../text/duration.ts";

/** One alert, from its first message to its last. `resting`: dead letters on its queue now. */
export function AlertEntry({ alert, resting }: { alert: Alert; resting: number | undefined }) {
  const { alerts: texts, map } = useConsoleMessages();
  const format = useFormat();
  const language = useLanguage();
  const denied = useDenied();
  const client = useQueryClient();
  const open = alert.status === "open";
  const now = useNow(open ? 1000 : null);
  const take = useMutation({
    mutationFn: () => acknowledge(alert.id),
    onSettled: () => client.invalidateQueries({ queryKey: ["admin", "alerts"] }),
    onError: sayFailed,
  });
  const { raisedAt, clearedAt, acknowledged } = alert;
  const seconds = ((clearedAt ? Date.parse(clearedAt) : now) - Date.parse(raisedAt)) / 1000;
  return (
    <li
      className={cx(
        "flex flex-wrap items-center gap-x-6 gap-y-2 rounded-small border p-4 text-sm",
        open && !acknowledged ? "border-signal bg-signal-wash" : "border-hairline bg-surface",
      )}
    >
      <div className="grid min-w-0 flex-1 basis-72 gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className={cx("text-xs font-semibold", open ? "text-signal-ink" : "text-ink-soft")}>
            {texts.statuses[alert.status]}
          </span>
          <Link
            to="/console/queues/$name"
            params={{ name: alert.queue }}
            className="font-semibold wrap-anywhere underline decoration-border underline-offset-3 hover:decoration-ink"
          >
            {alert.queue}
          </Link>
        </p>
        {open && resting !== undefined && <p>{texts.resting(map.deadLetters(resting))}</p>}
        <p className="text-xs text-ink-soft tabular-nums">
          {texts.raised(format.dateTime(raisedAt))} ·{" "}
          {open ? texts.openFor(duration(seconds, language)) : texts.lasted(duration(seconds, language))}
          {acknowledged && ` · ${texts.taken(acknowledged.by.name, format.dateTime(acknowledged.at))}`}
        </p>
        <p lang="en" className="text-xs wrap-anywhere text-ink-soft">
          {alert.reason}
        </p>
      </div>
      {open && !acknowledged && (
        <ActionButton denied={denied} busy={take.isPending} onClick={() => take.mutate()}>
          {texts.acknowledge}
        </ActionButton>
      )}
    </li>
  );
}
