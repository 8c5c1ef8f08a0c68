import { createHash } from "node:crypto";
import { faultText } from "@donut/contracts/faults";
import { type Envelope, unpackBody } from "./envelope.ts";
import { type ParsedOrder, type PrivacyRequest, parseNoted, parseOrder, parsePrivacy } from "./parse.ts";

/** What a delivery asks for, as far as it can be told without a look at anything else. */
export type Reading =
  /** `version`: which state of the order it carries; texts sort as the states do. */
  | { kind: "order"; order: ParsedOrder; version: string }
  | { kind: "noted"; reason: string; orderId?: string }
  | { kind: "privacy"; request: "data-request" | "customer-redact" | "shop-redact"; about: PrivacyRequest }
  | { kind: "given-up"; pointer: string; reason: string };

const privacyTopics: Record<string, (Reading & { kind: "privacy" })["request"]> = {
  "customers/data_request": "data-request",
  "customers/redact": "customer-redact",
  "shop/redact": "shop-redact",
};

/** Their bodies are whole orders. */
const orderTopics = new Set([
  "orders/create",
  "orders/updated",
  "orders/paid",
  "orders/cancelled",
  "orders/fulfilled",
  "orders/partially_fulfilled",
]);

const notes: Record<string, string> = {
  "refunds/create": "the order's own webhook brings what came back to stock",
  "orders/edited": "tells differences only; the order's own webhook brings the whole",
};

// An item of the database has at most 400 KB, and lines are the only part of an order that grows.
const largestLines = 250_000;

export function readDelivery(envelope: Envelope): { reading: Reading; raw: Buffer | undefined } {
  const raw = unpackBody(envelope);
  if (raw === undefined) {
    const reason = faultText("unkept-body", { bytes: envelope.bytes });
    return { reading: { kind: "given-up", pointer: "", reason }, raw };
  }
  return { reading: readBody(envelope, raw), raw };
}

function readBody(envelope: Envelope, raw: Buffer): Reading {
  const { topic } = envelope;
  const request = privacyTopics[topic];
  if (request) {
    const parsed = parsePrivacy(raw, envelope.shop);
    return parsed.status === "parsed" ? { kind: "privacy", request, about: parsed.value } : givenUp(parsed);
  }
  if (!orderTopics.has(topic)) {
    const parsed = parseNoted(topic, raw);
    if (parsed.status === "invalid") return givenUp(parsed);
    return { kind: "noted", reason: notes[topic] ?? `nothing follows from ${topic} here`, ...parsed.value };
  }
  const parsed = parseOrder(raw);
  if (parsed.status === "invalid") return givenUp(parsed);
  if (Buffer.byteLength(JSON.stringify(parsed.value.lines)) > largestLines)
    return { kind: "given-up", pointer: "/line_items", reason: faultText("unkept-lines") };
  return { kind: "order", order: parsed.value, version: versionOf(parsed.value, envelope, raw) };
}

function givenUp({ pointer, reason }: { pointer: string; reason: string }): Reading {
  return { kind: "given-up", pointer, reason };
}

/**
 * `updated_at` decides; it has whole seconds, and an order changes more often, so then the moment at which Shopify made the
 * webhook. What is the same in both has to have an order too, any, so that every order of arrival ends in the same.
 */
function versionOf({ updatedAt }: ParsedOrder, { triggeredAt, receivedAt }: Envelope, raw: Buffer): string {
  const [whole = "", fraction = ""] = (triggeredAt ?? "").replace(/Z$/, "").split(".");
  const digest = createHash("sha256").update(raw).digest("hex").slice(0, 16);
  return [updatedAt ?? receivedAt, `${whole}.${fraction.slice(0, 9).padEnd(9, "0")}`, digest].join("|");
}
