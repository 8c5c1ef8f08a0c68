import type { JourneyStep } from "../api/types.ts";
import type { Wording } from "../api/use-wording.ts";

export type EventDetail = Extract<JourneyStep, { kind: "event" }>["detail"];

/** The values in an event's description; missing texts are empty and missing numbers 0. */
export interface EventFacts {
  text(key: string): string;
  /** A number, or the sum of the numbers by product. */
  count(key: string): number;
  /** The name of the product with this id. */
  product(key: string): string;
  /** The names of a campaign or of several. */
  campaigns(key: string): string[];
  time(key: string): string;
  is(key: string): boolean;
  /** What was ordered. */
  lines: { name: string; quantity: number }[];
  /** The products of which there was too little. */
  short: { name: string; requested: number; available: number }[];
}

export function factsOf(detail: EventDetail, { product, campaign, time }: Wording): EventFacts {
  const text = (key: string) => (typeof detail[key] === "string" ? detail[key] : "");
  return {
    text,
    count: (key) => sumOf(detail[key]),
    product: (key) => product(text(key)),
    campaigns: (key) => [detail[key]].flat().flatMap((id) => (typeof id === "string" ? [campaign(id)] : [])),
    time: (key) => (text(key) ? time(text(key)) : ""),
    is: (key) => detail[key] === true,
    lines: recordsIn(detail.lines).map(({ productId, quantity }) => ({
      name: product(String(productId)),
      quantity: sumOf(quantity),
    })),
    short: recordsIn(detail.short).map(({ productId, requested, available }) => ({
      name: product(String(productId)),
      requested: sumOf(requested),
      available: sumOf(available),
    })),
  };
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === "object" && it !== null) : [];
}

function sumOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + sumOf(one), 0);
}
