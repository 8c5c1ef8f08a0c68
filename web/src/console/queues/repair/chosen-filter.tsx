import type { DeadLetterFilter } from "../../api/types.ts";

/** What all selected messages have in common. */
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
