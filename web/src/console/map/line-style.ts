import type { CSSProperties } from "react";
import { subjectOf } from "../../ui/subject.ts";

/** The colours of a line, for everything drawn inside: `--line`, `--line-ink` for words, `--line-wash` under them. */
export function lineStyle(subject: string): CSSProperties {
  const name = subjectOf(subject);
  return {
    "--line": `var(--${name})`,
    "--line-ink": `var(--${name}-ink)`,
    "--line-wash": `var(--${name}-wash)`,
  } as CSSProperties;
}
