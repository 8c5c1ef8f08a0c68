import type { SpanUnit } from "../texts/en.ts";

export interface Span {
  low: number;
  high: number;
  unit: SpanUnit;
}

/** From this many minutes on, hours read better. */
const longMinutes = 90;

/**
 * An estimate as people would say it: in tens of seconds, in minutes, or in hours, rounded outwards so that it stays
 * true.
 * @returns undefined if it is only moments
 */
export function spanOf({ lowSeconds, highSeconds }: { lowSeconds: number; highSeconds: number }): Span | undefined {
  if (highSeconds <= 15) return undefined;
  if (highSeconds <= 90)
    return { low: 10 * Math.floor(lowSeconds / 10), high: 10 * Math.ceil(highSeconds / 10), unit: "second" };
  const minutes = { low: Math.floor(lowSeconds / 60), high: Math.ceil(highSeconds / 60) };
  if (minutes.high <= longMinutes) return { ...minutes, unit: "minute" };
  return { low: Math.floor(lowSeconds / 3600), high: Math.ceil(highSeconds / 3600), unit: "hour" };
}
