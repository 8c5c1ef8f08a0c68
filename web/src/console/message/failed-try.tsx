import { useFormat } from "../../i18n/format.ts";
import { Copyable } from "../../ui/copyable.tsx";
import type { LastError } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";

/** The last try's error. */
export function FailedTry({ error, under }: { error: LastError; under: "h2" | "h3" }) {
  const { peek } = useConsoleMessages();
  const format = useFormat();
  const Heading = under === "h2" ? "h3" : "h4";
  return (
    <section className="grid gap-1.5 rounded-small border border-signal bg-signal-wash p-3 text-sm">
      <Heading className="text-xs font-semibold text-signal-ink">{peek.error}</Heading>
      <p className="break-words">
        <strong className="font-semibold">{error.name}</strong>: {error.message}
      </p>
      <p className="text-xs text-ink-soft">
        {peek.errorAt(format.time(error.at))} · {error.retryable ? peek.retryable : peek.final}
      </p>
      {error.requestId && (
        <p className="flex flex-wrap gap-x-1.5 text-xs text-ink-soft">
          {peek.request} <Copyable value={error.requestId} />
        </p>
      )}
      {error.stack && (
        <details className="text-xs">
          <summary className="w-fit rounded-small py-1 text-ink-soft">{peek.stack}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard */}
          <pre tabIndex={0} className="max-h-64 overflow-auto pt-1 font-mono text-2xs">
            {error.stack}
          </pre>
        </details>
      )}
    </section>
  );
}
