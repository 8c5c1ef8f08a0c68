import type { Awaited } from "@donut/contracts/topology";
import { useConsoleMessages } from "../messages/index.ts";

/** Who waits for what is about to be deleted, and what becomes of them. */
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
