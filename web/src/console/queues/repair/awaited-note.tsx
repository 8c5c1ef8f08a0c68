import type { Awaited } from "@donut/contracts/topology";
import { useConsoleMessages } from "../../messages/index.ts";

/** What waits for the messages about to be deleted, and what happens to it. */
export function AwaitedNote({ awaited }: { awaited: Awaited | undefined }) {
  const { awaited: texts } = useConsoleMessages();
  if (awaited === undefined) return null;
  return (
    <div role="note" className="grid gap-1 rounded-small border border-ink-soft p-3 text-sm">
      <p className="font-semibold">{texts.title}</p>
      <p>{texts.of[awaited]}</p>
      <p className="text-ink-soft">{texts.kept}</p>
    </div>
  );
}
