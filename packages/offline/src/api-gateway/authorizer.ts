import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { HttpApi } from "../graph/types.ts";

export type Authorization =
  | { status: "allowed"; jwt: { claims: Record<string, string>; scopes: null } }
  /** With the value of the `www-authenticate` header. */
  | { status: "refused"; challenge: string };

/** Checks the bearer token of a request as API Gateway's JWT authorizer does. */
export type Authorizer = (authorization: string | undefined) => Promise<Authorization>;

/**
 * The issuer's keys are looked up through its `/.well-known/openid-configuration`, at the first request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function createAuthorizer({ issuer, audiences }: HttpApi["authorizers"][number]): Authorizer {
  let keys: Promise<JWTVerifyGetKey> | undefined;

  return async (authorization) => {
    const token = authorization?.replace(/^Bearer\s+/i, "").trim();
    if (!token) return { status: "refused", challenge: "Bearer" };
    keys ??= discover(issuer);
    try {
      const { payload } = await jwtVerify(token, await keys, { issuer });
      if (!meantFor(payload, audiences)) return refused("the audience is invalid");
      return { status: "allowed", jwt: { claims: claimsOf(payload), scopes: null } };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refused("the token has expired");
      if (error instanceof errors.JWTClaimValidationFailed) return refused(`claim "${error.claim}" is invalid`);
      if (error instanceof errors.JWKSNoMatchingKey) return refused("signing key not found");
      if (error instanceof errors.JOSEError) return refused("the token is malformed or its signature is invalid");
      keys = undefined;
      return refused("OIDC discovery endpoint communication error");
    }
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  const { jwks_uri } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(jwks_uri));
}

/** Cognito's access tokens have a `client_id` instead of an `aud`. */
function meantFor({ aud, client_id }: JWTPayload, audiences: string[]): boolean {
  const named = aud === undefined ? [client_id] : [aud].flat();
  return named.some((audience) => typeof audience === "string" && audiences.includes(audience));
}

/** API Gateway passes every claim as text, a list as `[first second]`. */
function claimsOf(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(" ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const refused = (description: string): Authorization => ({
  status: "refused",
  challenge: `Bearer scope="" error="invalid_token" error_description="${description.replaceAll('"', "'")}"`,
});
