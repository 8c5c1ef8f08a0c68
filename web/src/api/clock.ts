/** A `Date` header has whole seconds and an answer takes time, so a smaller difference says nothing. */
const tolerance = 2000;

/** How far the server's clock is ahead of this machine's, in milliseconds. */
let ahead = 0;

/** Compares the clocks by an answer's `Date` header. */
export function noteServerTime({ headers }: Response): void {
  const at = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(at)) return;
  const seen = at - Date.now();
  if (Math.abs(seen - ahead) > tolerance) ahead = Math.abs(seen) > tolerance ? seen : 0;
}

/** @returns an ISO time of the server's, in milliseconds by this machine's clock, for counting down to it */
export function localTime(iso: string): number {
  return Date.parse(iso) - ahead;
}
