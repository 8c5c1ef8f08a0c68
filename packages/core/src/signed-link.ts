import { createHmac, timingSafeEqual } from "node:crypto";
import type * as z from "zod";

export type Opened<Content> = ({ status: "valid" } & Content) | { status: "expired" } | { status: "invalid" };

/**
 * @param purpose what the token permits: one signed for another purpose is not accepted
 * @returns a token for a URL, valid until `expiresAt` (ms since the epoch)
 */
export function signedToken(purpose: string, content: { expiresAt: number }, secret: string): string {
  const payload = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${payload}.${sign(purpose, payload, secret).toString("base64url")}`;
}

/** @param content the shape that its signer gave it */
export function openToken<Content extends { expiresAt: number }>(
  purpose: string,
  content: z.ZodType<Content>,
  token: string,
  { secret, now = Date.now() }: { secret: string; now?: number },
): Opened<Content> {
  const [payload = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = sign(purpose, payload, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { status: "invalid" };
  const opened = content.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return opened.expiresAt < now ? { status: "expired" } : { status: "valid", ...opened };
}

function sign(purpose: string, payload: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(`${purpose}:${payload}`).digest();
}
