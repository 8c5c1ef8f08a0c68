import type { Fault } from "./faults.ts";

/**
 * Every kind of problem that an API answers with (RFC 9457): the last part of its `type`. Titles and details are in
 * English; the web app has its own texts for each kind (web/src/i18n/problems/).
 *
 * Without zod, so that the web app may load it.
 */
export const problemKinds = [
  // Every API.
  "invalid-input",
  "media-type",
  "too-large",
  "not-found",
  "unexpected",
  "refused",
  "not-signed-in",
  "not-allowed",
  // The shop.
  "out-of-stock",
  "unknown-product",
  "unknown-order",
  "idempotency-key-reused",
  "busy",
  "admission-required",
  "admission-over",
  "in-stock",
  "too-many-wishes",
  "wish-link",
  // The waiting room.
  "room-not-open",
  "no-place",
  "too-many-places",
  "room-busy",
  "unknown-number",
  "place-over",
  // The console.
  "unknown-queue",
  "unknown-message",
  "unknown-alert",
  "too-many-notes",
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
  "factory-away",
  // Shopify's webhooks.
  "webhook-signature",
  "other-shop",
  "queue-away",
  "unknown-delivery",
  "unknown-task",
  "no-body",
  "not-given-up",
  // Push messages.
  "no-device",
  "too-many-devices",
  "unknown-subscription",
  // Other companies' systems, and those that report to us.
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

/** @returns the kind in a problem's type; undefined if the problem is not ours but, for example, a proxy's */
export function problemKindOf(type: string): ProblemKind | undefined {
  const last = type.split("/").at(-1);
  return problemKinds.find((kind) => kind === last);
}

/** One faulty place in the input. */
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
  /** Parameters of the kind's text: `{ available: "3" }`. */
  params?: Record<string, string>;
  errors?: ProblemError[];
}
