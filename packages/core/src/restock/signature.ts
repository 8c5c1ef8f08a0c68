import { createHmac, timingSafeEqual } from "node:crypto";

const toleranceSeconds = 300;

export type Verified = { status: "valid" } | { status: "invalid"; reason: string };

/**
 * Checks the factory's `x-factory-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` against the raw body.
 */
export function verifySignature(header: string | undefined, body: string, secret: string, now = Date.now()): Verified {
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? "");
  const [, time, given] = parts ?? [];
  if (time === undefined || given === undefined)
    return { status: "invalid", reason: "x-factory-signature must be t=<unix seconds>,v1=<hex HMAC-SHA256>." };
  const expected = createHmac("sha256", secret).update(`${time}.${body}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(given, "hex")))
    return { status: "invalid", reason: "The signature does not belong to this body." };
  if (Math.abs(now / 1000 - Number(time)) > toleranceSeconds)
    return { status: "invalid", reason: "The signature is more than five minutes old." };
  return { status: "valid" };
}
