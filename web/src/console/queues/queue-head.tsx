import type { QueueCounts } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import type { QueuePart } from "../topology/part.ts";
import { ConsumerSwitch } from "./consumer-switch.tsx";
import { QueueFigures } from "./queue-figures.tsx";
import type { RepairAsk } from "./repair/ask.ts";

interface Props {
  part: QueuePart;
  count: QueueCounts | undefined;
  onAsk(ask: RepairAsk): void;
}

/** The queue's numbers right now, and the actions on the whole queue. */
export function QueueHead({ part, count, onAsk }: Props) {
  const { queues } = useConsoleMessages();
  const denied = useDenied();
  const dead = part.kind !== "platform";
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4 border-y border-hairline py-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <QueueFigures part={part} count={count} size="text-xl" />
      </dl>
      <div className="flex flex-wrap items-center gap-2">
        {part.queue.consumer && <ConsumerSwitch queue={part.queue} count={count} />}
        {!dead && (
          <ActionButton denied={denied} onClick={() => onAsk({ kind: "send" })}>
            {queues.send}
          </ActionButton>
        )}
        <ActionButton denied={denied} onClick={() => onAsk({ kind: "purge" })}>
          {queues.purge}
        </ActionButton>
      </div>
    </div>
  );
}
