import { importJWK, type JWTPayload, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import type { Admission } from "./door.ts";
import { lateMs, type TicketItem } from "./ticket.ts";

const issuer = "waiting-room";
const algorithm = "ES256";
const placeAudience = "waiting-room";
const admissionAudience = "sales";
const placeHours = 24 * 7;

const keys = new Map<string, ReturnType<typeof importJWK>>();

/** @param jwk a P-256 key as a JSON Web Key */
function keyOf(jwk: string) {
  const known = keys.get(jwk);
  if (known) return known;
  const imported = Promise.resolve().then(() => importJWK(JSON.parse(jwk), algorithm));
  keys.set(jwk, imported);
  return imported;
}

export interface PlaceClaims {
  entry: number;
  epoch: number;
}

/** @returns the only key to a place: whoever has it has the place */
export async function signPlace({ entry, epoch }: PlaceClaims, privateJwk: string): Promise<string> {
  return sign({ entry, epoch }, placeAudience, Math.floor(Date.now() / 1_000) + placeHours * 3_600, privateJwk);
}

const placeClaims = z.object({ entry: z.int().positive(), epoch: z.int() });

/** @returns undefined if the token is not ours or too old */
export async function verifyPlace(token: string, publicJwk: string): Promise<PlaceClaims | undefined> {
  return placeClaims.safeParse(await verify(token, placeAudience, publicJwk)).data;
}

/** @returns a token with which the holder of a seat can buy once, until the turn ends */
export async function signAdmission(ticket: TicketItem, privateJwk: string): Promise<string> {
  const { entry, epoch, number, lease, until = 0 } = ticket;
  const expires = Math.ceil((until + lateMs) / 1_000);
  return sign({ entry, epoch, number, jti: lease }, admissionAudience, expires, privateJwk);
}

const admissionClaims = z.object({ entry: z.int().positive(), epoch: z.int(), jti: z.string() });

/**
 * The seat decides, by the server's clock, whether a turn is over, not the token: an order that is sent again is
 * answered again, however late.
 *
 * @returns undefined if the token is not ours
 */
export async function verifyAdmission(token: string, publicJwk: string): Promise<Admission | undefined> {
  const claims = admissionClaims.safeParse(await verify(token, admissionAudience, publicJwk, true)).data;
  return claims && { entry: claims.entry, epoch: claims.epoch, lease: claims.jti };
}

async function sign(claims: JWTPayload, audience: string, expires: number, privateJwk: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(await keyOf(privateJwk));
}

async function verify(token: string, audience: string, publicJwk: string, however = false) {
  try {
    const key = await keyOf(publicJwk);
    const currentDate = however ? new Date(0) : new Date();
    const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: [algorithm], currentDate });
    return payload;
  } catch {
    return undefined;
  }
}
