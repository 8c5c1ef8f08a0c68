import { randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { type Configuration, Provider } from "oidc-provider";
import type { UserPool, UserPoolClient } from "../../graph/types.ts";
import { type Account, accountOf, claimsOf, subjectOf } from "./accounts.ts";
import { errorPage, signOutPage } from "./pages.ts";
import type { Store } from "./store.ts";

/** How long Cognito's managed login remembers a browser. */
const sessionSeconds = 3600;
const minutes = 60;

/** An OpenID provider that behaves like a Cognito user pool with managed login: code flow with PKCE only. */
export async function createProvider(pool: UserPool, accounts: Account[], store: Store): Promise<Provider> {
  const signingKey = await store.keep("signing key", newSigningKey);
  const cookieKey = await store.keep("cookie key", async () => randomBytes(32).toString("base64url"));
  // Cookies of a host are sent to all its ports.
  const cookie = (name: string) => `${name}_${new URL(pool.issuer).port}`;
  const lifetimes = new Map(pool.clients.map((client) => [client.name, client]));

  const configuration: Configuration = {
    adapter: (model: string) => store.adapter(model),
    clients: pool.clients.map(clientOf),
    jwks: { keys: [signingKey] },
    cookies: {
      keys: [cookieKey],
      names: { session: cookie("session"), interaction: cookie("interaction"), resume: cookie("resume") },
      long: { signed: true },
      short: { signed: true },
    },
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(accountOf(accounts, id)) }),
    // Here an account's id is its address; clients see a UUID.
    subjectTypes: ["pairwise"],
    pairwiseIdentifier: async (_, id) => subjectOf(id),
    claims: {
      openid: ["sub", "token_use", "cognito:username", "cognito:groups"],
      email: ["email", "email_verified"],
      profile: ["name"],
    },
    // Cognito's ID tokens contain all claims of the scopes.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ["code"],
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutPage },
    },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    // The clients are the system's own, so signing in implies consent.
    async loadExistingGrant({ oidc }) {
      const { client, session, provider } = oidc;
      const known = session?.grantIdFor(client?.clientId ?? "");
      const grant = known ? await provider.Grant.find(known) : undefined;
      if (grant || !session?.accountId || !client) return grant;
      const given = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      given.addOIDCScope(lifetimes.get(client.clientId)?.scopes.join(" ") ?? "openid");
      await given.save();
      return given;
    },
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    rotateRefreshToken: ({ oidc }) => lifetimes.get(oidc.client?.clientId ?? "")?.rotatesRefreshTokens ?? false,
    ttl: {
      IdToken: (_, __, client) => lifetimes.get(client.clientId)?.idTokenSeconds ?? 60 * minutes,
      AccessToken: (_, __, client) => lifetimes.get(client.clientId)?.accessTokenSeconds ?? 60 * minutes,
      RefreshToken: (_, __, client) => lifetimes.get(client.clientId)?.refreshTokenSeconds ?? 60 * minutes,
      AuthorizationCode: 5 * minutes,
      Interaction: 60 * minutes,
      Session: sessionSeconds,
      Grant: Math.max(sessionSeconds, ...pool.clients.map(({ refreshTokenSeconds }) => refreshTokenSeconds)),
    },
    clientBasedCORS: (_, origin, client) => client.redirectUris?.some((uri) => new URL(uri).origin === origin) ?? false,
    renderError: errorPage,
  };
  return new Provider(pool.issuer, configuration);
}

function clientOf({ name, callbackUrls, logoutUrls, scopes }: UserPoolClient) {
  return {
    client_id: name,
    subject_type: "pairwise" as const,
    token_endpoint_auth_method: "none" as const,
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code" as const],
    redirect_uris: callbackUrls,
    post_logout_redirect_uris: logoutUrls,
    scope: scopes.join(" "),
  };
}

async function newSigningKey() {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig", kid: randomBytes(12).toString("base64url") };
}
