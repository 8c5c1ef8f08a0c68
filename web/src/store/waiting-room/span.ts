import type { SpanUnit } from "./texts/en.ts";

export interface Span {
  low: number;
  high: number;
  unit: SpanUnit;
}

/** So many minutes are better told in hours. */
const longMinutes = 90;

/**
 * An estimate as people say it: in tens of seconds, in minutes, or in hours, rounded outwards so that it stays true.
 * @returns undefined when it is a matter of moments
 */
export function spanOf({ lowSeconds, highSeconds }: { lowSeconds: number; highSeconds: number }): Span | undefined {
  if (highSeconds <= 15) return undefined;
  if (highSeconds <= 90)
    return { low: 10 * Math.floor(lowSeconds / 10), high: 10 * Math.ceil(highSeconds / 10), unit: "second" };
  const minutes = { low: Math.floor(lowSeconds / 60), high: Math.ceil(highSeconds / 60) };
  if (minutes.high <= longMinutes) return { ...minutes, unit: "minute" };
  return { low: Math.floor(lowSeconds / 3600), high: Math.ceil(highSeconds / 3600), unit: "hour" };
}
