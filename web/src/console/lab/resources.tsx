import { useLabTexts } from "./messages/index.ts";

/** What of AWS an experiment is made of. */
export function Resources({ names }: { names: string }) {
  const { uses } = useLabTexts();
  return (
    <p className="text-xs text-ink-soft">
      {uses} <span className="font-mono">{names}</span>
    </p>
  );
}
