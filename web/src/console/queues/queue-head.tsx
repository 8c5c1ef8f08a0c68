import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import type { QueueCounts } from "../api/types.ts";
import { Ticker } from "../live/ticker.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { duration } from "../text/duration.ts";
import { ConsumerSwitch } from "./consumer-switch.tsx";
import type { QueuePart } from "./queue-page.tsx";
import type { RepairAsk } from "./repair/ask.ts";

interface Props {
  part: QueuePart;
  count: QueueCounts | undefined;
  onAsk(ask: RepairAsk): void;
}

/** The queue's numbers right now, and the actions on the whole queue. */
export function QueueHead({ part, count, onAsk }: Props) {
  const { queues, panel } = useConsoleMessages();
  const language = useLanguage();
  const denied = useDenied();
  const dead = part.kind !== "platform";
  const numbers = [
    { name: dead ? panel.dead : panel.visible, value: count?.visible, trouble: dead },
    { name: panel.inFlight, value: count?.inFlight },
    { name: panel.delayed, value: count?.delayed },
  ];
  const age = count?.visible ? count.oldestAgeSeconds : undefined;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4 border-y border-hairline py-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {numbers.map(({ name, value, trouble }) => (
          <div key={name} className="flex flex-col-reverse justify-end">
            <dt className="text-xs text-ink-soft">{name}</dt>
            <dd className={cx("text-xl font-semibold", trouble && value ? "text-signal-ink" : "")}>
              {value === undefined ? "–" : <Ticker value={value} />}
            </dd>
          </div>
        ))}
        <div className="flex flex-col-reverse justify-end">
          <dt className="text-xs text-ink-soft">{panel.oldest}</dt>
          <dd className="text-xl font-semibold whitespace-nowrap tabular-nums">
            {age === undefined ? "–" : duration(age, language)}
          </dd>
        </div>
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
