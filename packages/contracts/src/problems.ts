import type { Fault } from "./faults.ts";

/**
 * Every kind of problem that an API answers with (RFC 9457): the last part of its `type`. Its title and detail are in
 * English; the web has words of its own for each kind (web/src/i18n/problems/).
 *
 * Without zod, so that the web may load it.
 */
export const problemKinds = [
  // Of every API.
  "invalid-input",
  "media-type",
  "too-large",
  "not-found",
  "unexpected",
  "refused",
  "not-signed-in",
  "not-allowed",
  // Of the shop.
  "out-of-stock",
  "unknown-product",
  "unknown-order",
  "idempotency-key-reused",
  "busy",
  "admission-required",
  "admission-over",
  // Of the waiting room.
  "room-not-open",
  "no-place",
  "too-many-places",
  "room-busy",
  "unknown-number",
  "place-over",
  // Of the console.
  "unknown-queue",
  "unknown-message",
  "unknown-alert",
  "unknown-campaign",
  "queue-busy",
  "cooling-down",
  "no-destination",
  "no-task",
  "no-consumer",
  "consumer-runs",
  "too-large-to-edit",
  "too-few",
  "shortage-not-open",
  "nothing-short",
  "still-short",
  // Of Shopify's webhooks.
  "webhook-signature",
  "other-shop",
  "queue-away",
  "unknown-delivery",
  "unknown-task",
  "no-body",
  "not-given-up",
  // Of push messages.
  "no-device",
  "too-many-devices",
  "unknown-subscription",
  // Of other companies' systems, and of those who report to us.
  "unauthorized",
  "out-of-order",
  "id-taken",
  "key-reused",
  "unknown-production-order",
  "unknown-notice",
  "bad-signature",
] as const;

export type ProblemKind = (typeof problemKinds)[number];

const types = "https://donut-states.example/problems";

export function problemTypeOf(kind: ProblemKind): string {
  return `${types}/${kind}`;
}

/** @returns the kind in a problem's type; none for one that is not ours, as a proxy's */
export function problemKindOf(type: string): ProblemKind | undefined {
  const last = type.split("/").at(-1);
  return problemKinds.find((kind) => kind === last);
}

/** One wrong place of the input. */
export interface ProblemError extends Partial<Fault> {
  /** JSON pointer into the body (RFC 6901), or `/` and the name of a parameter or header. */
  pointer: string;
  /** In English. */
  detail: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** What the kind's words are about: `{ available: "3" }`. */
  params?: Record<string, string>;
  errors?: ProblemError[];
}
