import type { JourneyStep } from "../api/types.ts";

export type EventDetail = Extract<JourneyStep, { kind: "event" }>["detail"];

/** The values in an event's description; missing texts are empty and missing numbers 0. */
export interface EventFacts {
  text(key: string): string;
  /** A number, or the sum of the numbers by product. */
  count(key: string): number;
}

export function factsOf(detail: EventDetail): EventFacts {
  return {
    text: (key) => (typeof detail[key] === "string" ? detail[key] : ""),
    count: (key) => sumOf(detail[key]),
  };
}

function sumOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + sumOf(one), 0);
}
