import { errors, importJWK, jwtVerify } from "jose";

export type Vapid =
  | { status: "valid" }
  /** The sender is unknown. */
  | { status: "unauthorized"; reason: string }
  /** The sender may not push here. */
  | { status: "forbidden"; reason: string };

const longestSeconds = 24 * 3600;

/**
 * Verifies the sender (RFC 8292): the token must be signed with ES256 by the server whose key the subscription was made
 * with, for this push service, not be expired, last a day at most, and name a contact.
 */
export async function checkVapid(
  authorization: string | undefined,
  { origin, serverKey }: { origin: string; serverKey: string },
): Promise<Vapid> {
  const [, parameters] = /^vapid\s+(.+)$/i.exec(authorization ?? "") ?? [];
  if (parameters === undefined)
    return { status: "unauthorized", reason: "The push has no authorization: vapid t=<token>, k=<key>." };
  const { t: token, k: key } = Object.fromEntries(
    parameters.split(",").map((part) => {
      const [name = "", ...value] = part.trim().split("=");
      return [name.toLowerCase(), value.join("=").replaceAll('"', "")];
    }),
  );
  if (!token || !key) return { status: "unauthorized", reason: "The authorization lacks t or k." };
  const raw = Buffer.from(key, "base64url");
  if (raw.length !== 65 || raw[0] !== 4)
    return { status: "unauthorized", reason: "k is not an uncompressed point of P-256." };
  try {
    const publicKey = await importJWK(
      {
        kty: "EC",
        crv: "P-256",
        x: raw.subarray(1, 33).toString("base64url"),
        y: raw.subarray(33).toString("base64url"),
      },
      "ES256",
    );
    const { payload } = await jwtVerify(token, publicKey, { algorithms: ["ES256"], requiredClaims: ["exp", "sub"] });
    if (!raw.equals(Buffer.from(serverKey, "base64url")))
      return { status: "forbidden", reason: "The subscription was made for the key of another server." };
    if (payload.aud !== origin) return { status: "forbidden", reason: `aud must be ${origin}, not ${payload.aud}.` };
    if ((payload.exp ?? 0) > Date.now() / 1000 + longestSeconds)
      return { status: "forbidden", reason: "exp is more than 24 hours away." };
    if (!/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(payload.sub ?? ""))
      return { status: "forbidden", reason: "sub must be mailto:<address> or https://…" };
    return { status: "valid" };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { status: "forbidden", reason: "The token has expired." };
    return { status: "unauthorized", reason: `The token is not valid: ${(error as Error).message}` };
  }
}
