/** How close something is to an AWS limit. */
export interface Finding {
  /** What is limited: `Inline policies of a role`. */
  limit: string;
  /** Where it was measured: the logical name. */
  subject: string;
  /** The measured value and AWS's limit, in the limit's own unit or words. */
  found: number | string;
  allowed: number | string;
  fits: boolean;
  /** The AWS page that documents it. */
  source: string;
}

/** The fields that all findings of a limit share. */
export type Limit = Pick<Finding, "limit" | "source">;

/** @returns a finding for a number with a maximum */
export function atMost(limit: Limit, subject: string, found: number, allowed: number): Finding {
  return { ...limit, subject, found, allowed, fits: found <= allowed };
}

/** @returns a finding for a number with a minimum */
export function atLeast(limit: Limit, subject: string, found: number, allowed: number): Finding {
  return { ...limit, subject, found, allowed: `at least ${allowed}`, fits: found >= allowed };
}

/** @returns a finding for a yes-or-no check, without a number */
export function holds(limit: Limit, subject: string, fits: boolean, found: string, allowed: string): Finding {
  return { ...limit, subject, found, allowed, fits };
}
