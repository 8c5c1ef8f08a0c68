import type { JourneyStep } from "../api/types.ts";

export type EventDetail = Extract<JourneyStep, { kind: "event" }>["detail"];

/** What the words about an event are made of; texts are empty and numbers 0 where the event has none. */
export interface EventFacts {
  text(key: string): string;
  /** A number, or the sum of numbers by product. */
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
