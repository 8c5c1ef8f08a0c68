import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";

const content = z.object({ shortageId: z.string(), productId: z.string(), expiresAt: z.int() });

/** What a link in the ad manager's mail permits: stopping the ads for one product during one shortage. */
export type StopLink = z.infer<typeof content>;

export type OpenedLink = ({ status: "valid" } & StopLink) | { status: "expired" } | { status: "invalid" };

const validForMs = 7 * 24 * 3600_000;

/** @returns a token for a URL, valid for seven days. */
export function stopToken(
  { shortageId, productId }: Pick<StopLink, "shortageId" | "productId">,
  secret: string,
  now = Date.now(),
): string {
  const link: StopLink = { shortageId, productId, expiresAt: now + validForMs };
  const payload = Buffer.from(JSON.stringify(link)).toString("base64url");
  return `${payload}.${sign(payload, secret).toString("base64url")}`;
}

export function openStopToken(token: string, secret: string, now = Date.now()): OpenedLink {
  const [payload = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = sign(payload, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { status: "invalid" };
  // We signed it, so it has the shape that stopToken gave it.
  const link = content.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return link.expiresAt < now ? { status: "expired" } : { status: "valid", ...link };
}

function sign(payload: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(`ad-stop:${payload}`).digest();
}
