import type { QueueCounts } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { deadLetters } from "../topology/counts.ts";

/** Links to the dead-letter queues that are not empty, wherever they are on the map. */
export function DeadLetters({ sidings, onOpen }: { sidings: QueueCounts[]; onOpen(name: string): void }) {
  const { map } = useConsoleMessages();
  const used = sidings.filter((queue) => deadLetters(queue) > 0);
  if (used.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2" aria-label={map.total.dead}>
      {used.map((queue) => (
        <li key={queue.name}>
          <button
            type="button"
            onClick={() => onOpen(queue.name)}
            className="inline-flex min-h-9 items-center gap-2 rounded-round border border-signal bg-signal-wash px-3 text-xs font-semibold text-signal-ink hover:bg-transparent"
          >
            {queue.name}
            <span className="tabular-nums">{map.deadLetters(deadLetters(queue))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
