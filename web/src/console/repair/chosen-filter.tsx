import type { DeadLetterFilter } from "../api/types.ts";

/** What all of the chosen messages have. */
export function ChosenFilter({ filter }: { filter: DeadLetterFilter | undefined }) {
  if (!filter) return null;
  return (
    <p className="font-mono text-xs wrap-anywhere text-ink-soft">
      {Object.entries(filter)
        .map(([name, value]) => `${name}: ${value}`)
        .join(" · ")}
    </p>
  );
}
