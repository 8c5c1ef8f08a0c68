import { createHash } from "node:crypto";
import { faultText } from "@donut/contracts/faults";
import { type Envelope, unpackBody } from "./envelope.ts";
import { type ParsedOrder, type PrivacyRequest, parseNoted, parseOrder, parsePrivacy } from "./parse.ts";

/** What a delivery asks for, as far as its own content tells. */
export type Reading =
  /** `version`: the state of the order that it carries; versions sort as text. */
  | { kind: "order"; order: ParsedOrder; version: string }
  | { kind: "noted"; reason: string; orderId?: string }
  | { kind: "privacy"; request: "data-request" | "customer-redact" | "shop-redact"; about: PrivacyRequest }
  | { kind: "given-up"; pointer: string; reason: string };

const privacyTopics: Record<string, (Reading & { kind: "privacy" })["request"]> = {
  "customers/data_request": "data-request",
  "customers/redact": "customer-redact",
  "shop/redact": "shop-redact",
};

/** Topics whose bodies are whole orders. */
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

// A DynamoDB item has at most 400 KB, and only the lines of an order can grow that large.
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
 * Sorts by `updated_at` first. Its resolution is one second, and orders change faster, so the time at which Shopify
 * created the webhook comes next. If both are equal, an arbitrary but fixed order decides, so that every sequence of
 * deliveries has the same result.
 */
function versionOf({ updatedAt }: ParsedOrder, { triggeredAt, receivedAt }: Envelope, raw: Buffer): string {
  const [whole = "", fraction = ""] = (triggeredAt ?? "").replace(/Z$/, "").split(".");
  const digest = createHash("sha256").update(raw).digest("hex").slice(0, 16);
  return [updatedAt ?? receivedAt, `${whole}.${fraction.slice(0, 9).padEnd(9, "0")}`, digest].join("|");
}
