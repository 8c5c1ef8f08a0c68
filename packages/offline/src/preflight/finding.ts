/** How near something comes to a limit of AWS. */
export interface Finding {
  /** What is limited: `Inline policies of a role`. */
  limit: string;
  /** Where it was measured: the logical name. */
  subject: string;
  /** What was found, and what AWS takes, in the limit's own unit or words. */
  found: number | string;
  allowed: number | string;
  fits: boolean;
  /** Where AWS says so. */
  source: string;
}

/** What all of a limit's findings share. */
export type Limit = Pick<Finding, "limit" | "source">;

/** @returns a finding for a number that may be at most so much */
export function atMost(limit: Limit, subject: string, found: number, allowed: number): Finding {
  return { ...limit, subject, found, allowed, fits: found <= allowed };
}

/** @returns a finding for a number that must be at least so much */
export function atLeast(limit: Limit, subject: string, found: number, allowed: number): Finding {
  return { ...limit, subject, found, allowed: `at least ${allowed}`, fits: found >= allowed };
}

/** @returns a finding for what is right or wrong, without a number */
export function holds(limit: Limit, subject: string, fits: boolean, found: string, allowed: string): Finding {
  return { ...limit, subject, found, allowed, fits };
}
