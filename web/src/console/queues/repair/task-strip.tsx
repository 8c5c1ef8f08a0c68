import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useFormat } from "../../../i18n/format.ts";
import { useLanguage } from "../../../i18n/language.ts";
import { cx } from "../../../ui/cx.ts";
import { useNow } from "../../../ui/use-now.ts";
import { deadLettersKey } from "../../api/dead-letters.ts";
import { cancelTask, redriveQuery } from "../../api/repair.ts";
import type { RepairTask } from "../../api/types.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { sayFailed } from "../../shared/say.tsx";
import { duration } from "../../text/duration.ts";

const RUNNING_EVERY = 500;
const RESTING_EVERY = 4000;
/** How long a finished task is still shown. */
const NEWS_MS = 10 * 60_000;
/**
 * A worker starts it at once, or another takes over if that one has died. After this, the task can be requested again.
 */
const STOPS_WITHIN_MS = 60_000;

const isActive = ({ status }: RepairTask) => status === "running" || status === "cancelling";

/**
 * The running work on a queue's dead letters, by whichever operator, and its progress. It continues without this page.
 */
export function TaskStrip({ queue }: { queue: string }) {
  const client = useQueryClient();
  const now = useNow();
  // Refetched even while updates are paused: an operator who starts a task wants to see its end.
  const { data } = useQuery({
    ...redriveQuery(queue),
    refetchInterval: ({ state }) => (state.data?.task && isActive(state.data.task) ? RUNNING_EVERY : RESTING_EVERY),
  });
  const task = data?.task;
  const active = task !== undefined && isActive(task);
  const over = task && !active ? task.id : undefined;
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: [...deadLettersKey(queue), "one"] });
  }, [over, client, queue]);
  if (!task) return null;
  const news = active || now - Date.parse(task.finishedAt ?? task.updatedAt) < NEWS_MS;
  return news ? <Strip task={task} active={active} /> : null;
}

function Strip({ task, active }: { task: RepairTask; active: boolean }) {
  const { task: texts } = useConsoleMessages();
  const denied = useDenied();
  const format = useFormat();
  const client = useQueryClient();
  const now = useNow();
  const cancel = useMutation({
    mutationFn: () => cancelTask(task.queue),
    onSettled: () => client.invalidateQueries({ queryKey: redriveQuery(task.queue).queryKey }),
    onError: sayFailed,
  });
  const { kind, status, done, missing, unreachable, destination, failureReason, startedBy, updatedAt } = task;
  const total = Math.max(task.total, done);
  const stopping = status === "cancelling" && now - Date.parse(updatedAt) < STOPS_WITHIN_MS;
  const trouble = status === "failed" || Boolean(missing) || Boolean(unreachable);
  return (
    <section
      aria-label={texts.label}
      className={cx(
        "grid gap-2 rounded-small border p-3 text-sm",
        status === "failed" ? "border-signal bg-signal-wash" : "border-border bg-surface",
      )}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p role="status" className="font-semibold">
          {texts.status[status](texts.kind[kind], destination)}
        </p>
        <p className="tabular-nums">{texts.done(format.number(done), format.number(total))}</p>
        <span className="ml-auto flex items-center gap-3">
          <Timing task={task} active={active} />
          {active && (
            <ActionButton denied={denied} busy={cancel.isPending || stopping} onClick={() => cancel.mutate()}>
              {texts.cancel}
            </ActionButton>
          )}
        </span>
      </div>
      <progress aria-label={texts.label} value={done} max={Math.max(1, total)} className="task-progress" />
      <p className="flex flex-wrap gap-x-3 text-xs text-ink-soft">
        <span>{texts.by(startedBy.name)}</span>
        {task.maxPerSecond && <span>{texts.rate(task.maxPerSecond)}</span>}
        {trouble && missing ? <span>{texts.missing(missing)}</span> : null}
        {trouble && unreachable ? <span className="text-signal-ink">{texts.unreachable(unreachable)}</span> : null}
        {failureReason && <span className="text-signal-ink">{failureReason}</span>}
        <Link
          to="/console/audit"
          search={{ target: task.queue }}
          className="inline-flex min-h-6 items-center underline decoration-border underline-offset-3 hover:text-ink"
        >
          {texts.audit}
        </Link>
      </p>
    </section>
  );
}

/** How long it still takes at the current rate, or how long it took. */
function Timing({ task, active }: { task: RepairTask; active: boolean }) {
  const { task: texts } = useConsoleMessages();
  const language = useLanguage();
  const now = useNow();
  const started = Date.parse(task.startedAt);
  const seconds = ((active ? now : Date.parse(task.finishedAt ?? task.updatedAt)) - started) / 1000;
  const speed = task.done / Math.max(seconds, 1);
  const left = Math.max(0, task.total - task.done);
  const words = active
    ? speed > 0 && left > 0
      ? texts.left(duration(left / speed, language))
      : undefined
    : texts.took(duration(seconds, language));
  return words ? <span className="text-xs text-ink-soft tabular-nums">{words}</span> : null;
}
