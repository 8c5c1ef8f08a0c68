import type { CSSProperties } from "react";
import { subjectOf } from "../../ui/subject.ts";

/** A line's colours, for everything drawn inside: `--line`, `--line-ink` for text, `--line-wash` for its background. */
export function lineStyle(subject: string): CSSProperties {
  const name = subjectOf(subject);
  return {
    "--line": `var(--${name})`,
    "--line-ink": `var(--${name}-ink)`,
    "--line-wash": `var(--${name}-wash)`,
  } as CSSProperties;
}
