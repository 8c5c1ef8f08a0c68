import { createHmac, timingSafeEqual } from "node:crypto";

export type Signature =
  | { status: "valid"; secret: "current" | "previous" }
  | { status: "invalid"; reason: "no-header" | "wrong-length" | "mismatch" };

const digestBytes = 32;

/**
 * Checks Shopify's signature: HMAC-SHA256 over the raw bytes of the body, in base64. While secrets are rotated, Shopify
 * signs with either one. Runs in constant time.
 */
export function verifyWebhook(
  header: string | undefined,
  raw: Buffer,
  secrets: { current: string; previous: string },
): Signature {
  if (header === undefined || header === "") return { status: "invalid", reason: "no-header" };
  const given = Buffer.from(header, "base64");
  if (given.byteLength !== digestBytes) return { status: "invalid", reason: "wrong-length" };
  if (matches(given, raw, secrets.current)) return { status: "valid", secret: "current" };
  if (matches(given, raw, secrets.previous)) return { status: "valid", secret: "previous" };
  return { status: "invalid", reason: "mismatch" };
}

export function signWebhook(raw: Buffer, secret: string): Buffer {
  return createHmac("sha256", secret).update(raw).digest();
}

/** An unset secret matches nothing. */
function matches(given: Buffer, raw: Buffer, secret: string): boolean {
  return timingSafeEqual(given, signWebhook(raw, secret)) && secret !== "";
}
