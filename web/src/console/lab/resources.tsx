import { useLabTexts } from "./messages/index.ts";

/** The AWS resources of an experiment. */
export function Resources({ names }: { names: string }) {
  const { uses } = useLabTexts();
  return (
    <p className="text-xs text-ink-soft">
      {uses} <span className="font-mono">{names}</span>
    </p>
  );
}
