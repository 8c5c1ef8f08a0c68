import * as z from "zod";
import { type Opened, openToken, signedToken } from "../signed-link.ts";

const purpose = "ad-stop";
const content = z.object({ shortageId: z.string(), productId: z.string(), expiresAt: z.int() });

/** What a link in the ad manager's mail permits: stopping the ads for one product during one shortage. */
export type StopLink = z.infer<typeof content>;

const validForMs = 7 * 24 * 3600_000;

/** @returns a token for a URL, valid for seven days. */
export function stopToken(
  { shortageId, productId }: Pick<StopLink, "shortageId" | "productId">,
  secret: string,
  now = Date.now(),
): string {
  const link: StopLink = { shortageId, productId, expiresAt: now + validForMs };
  return signedToken(purpose, link, secret);
}

export function openStopToken(token: string, secret: string, now = Date.now()): Opened<StopLink> {
  return openToken(purpose, content, token, { secret, now });
}
