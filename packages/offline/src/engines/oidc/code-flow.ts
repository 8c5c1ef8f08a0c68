import { createHash, randomBytes } from "node:crypto";

export interface Program {
  issuer: string;
  clientId: string;
  /** One of the client's callback URLs. */
  callbackUrl: string;
}

export interface Tokens {
  id_token: string;
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

/** Signs in as a browser does: chooses the account on the issuer's page and exchanges the code for tokens (PKCE). */
export async function signIn(program: Program, email: string): Promise<Tokens> {
  const verifier = randomBytes(32).toString("base64url");
  const browser = new Browser();
  const page = await browser.follow(authorizationUrl(program, verifier), program.callbackUrl);
  const callback = await browser.follow(page, program.callbackUrl, { email });
  const code = new URL(callback).searchParams.get("code");
  if (code === null) throw new Error(`The issuer gave no code: ${callback}`);
  return tokens(program, {
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
    redirect_uri: program.callbackUrl,
  });
}

/** @returns new tokens for a refresh token */
export function refresh(program: Program, refreshToken: string): Promise<Tokens> {
  return tokens(program, { grant_type: "refresh_token", refresh_token: refreshToken });
}

export function authorizationUrl({ issuer, clientId, callbackUrl }: Program, verifier: string): string {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: callbackUrl,
    response_type: "code",
    scope: "openid email profile",
    state: "state",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  return `${issuer}/auth?${query}`;
}

async function tokens({ issuer, clientId }: Program, parameters: Record<string, string>): Promise<Tokens> {
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: clientId, ...parameters }),
  });
  if (!response.ok) throw new Error(`The issuer gave no tokens: ${await response.text()}`);
  return (await response.json()) as Tokens;
}

/** Follows redirects with cookies, and stops where the client application would take over. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  /** @param form is posted to the first address. @returns where it ended: a page of the issuer, or the callback */
  async follow(url: string, until: string, form?: Record<string, string>): Promise<string> {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    await response.arrayBuffer();
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) {
      if (response.ok) return url;
      throw new Error(`${url} answered ${response.status}`);
    }
    const next = new URL(location, url).href;
    return next.startsWith(until) ? next : this.follow(next, until);
  }
}
