import type { DeployedQueue } from "@donut/contracts/topology";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { queuesQuery } from "../api/queries.ts";
import { switchConsumer } from "../api/repair.ts";
import type { QueueCounts } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { sayFailed } from "../shared/say.tsx";
import { Tip } from "../shared/tip.tsx";

/** The list of queues takes some seconds to show a change: until then the change's own answer is used. */
const SETTLING_MS = 6000;

/** Whether the queue's consumer runs; pressing it pauses or resumes the consumer. */
export function ConsumerSwitch({ queue, count }: { queue: DeployedQueue; count: QueueCounts | undefined }) {
  const { queues, map } = useConsoleMessages();
  const denied = useDenied();
  const client = useQueryClient();
  const now = useNow();
  const change = useMutation({
    mutationFn: (enabled: boolean) => switchConsumer(queue.name, enabled),
    onSuccess: ({ consumer }) => {
      toast(consumer.enabled ? queues.resumed(queue.name) : queues.paused(queue.name));
      return client.invalidateQueries({ queryKey: queuesQuery.queryKey });
    },
    onError: sayFailed,
  });
  if (!queue.consumer) return <span className="text-ink-faint">{queues.noConsumer}</span>;
  const settling = change.isPending || (change.isSuccess && now - change.submittedAt < SETTLING_MS);
  const enabled = (settling ? change.variables : count?.consumer?.enabled) ?? true;
  const state = enabled ? map.running : map.paused;
  const press = () => {
    if (denied) toast(denied);
    else if (!change.isPending) change.mutate(!enabled);
  };
  return (
    <Tip text={denied ?? (enabled ? queues.pause : queues.resume)}>
      <button
        type="button"
        role="switch"
        aria-checked={enabled}
        aria-disabled={denied !== undefined}
        aria-label={`${queues.consumerOf(queue.name)}: ${state}`}
        onClick={press}
        className={cx(
          "inline-flex h-8 items-center gap-2 rounded-round pr-2.5 text-xs whitespace-nowrap hover:bg-sunken",
          denied && "cursor-not-allowed!",
        )}
      >
        <span
          aria-hidden="true"
          className={cx(
            "flex h-4.5 w-8 items-center rounded-round border p-0.5 transition-colors",
            enabled ? "justify-end border-border" : "border-ink-soft",
          )}
        >
          <span className={cx("size-3 rounded-round", enabled ? "bg-stock" : "bg-ink-soft")} />
        </span>
        <span className={enabled ? "text-ink-soft" : "font-semibold text-signal-ink"}>{state}</span>
      </button>
    </Tip>
  );
}
