import { useNavigate } from "@tanstack/react-router";
import type { QueueCounts } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import type { QueuePart } from "../topology/part.ts";
import { QueueFacts } from "./queue-facts.tsx";

/** The queue's settings; other queues link to their page, everything else to the map. */
export function QueueSettings({ part, count }: { part: QueuePart; count: QueueCounts | undefined }) {
  const { queues } = useConsoleMessages();
  const navigate = useNavigate();
  return (
    <details className="max-w-prose" open={part.kind === "platform"}>
      <summary className="w-fit rounded-small py-1 text-sm font-semibold">{queues.settings}</summary>
      <div className="grid gap-4 pt-2">
        <QueueFacts
          part={part}
          count={count}
          settingsOnly
          onOpen={(name) => {
            const isQueue = name === part.queue.dlq || (part.kind === "siding" && name === part.source.name);
            return isQueue
              ? navigate({ to: "/console/queues/$name", params: { name } })
              : navigate({ to: "/console/map", search: { at: name } });
          }}
        />
      </div>
    </details>
  );
}
