import { type Program, signIn, type Tokens } from "@donut/offline/engines/oidc/code-flow";
import type { Shop } from "./shop.ts";

/** The accounts that exist after every fresh start. */
export const accounts = {
  operator: "operator@example.com",
  viewer: "viewer@example.com",
  customer: "customer@example.com",
} as const;

const program = (shop: Shop): Program => ({
  issuer: shop.issuer,
  clientId: "WebClient",
  callbackUrl: `${shop.web}/signed-in`,
});

function signInAs(shop: Shop, account: keyof typeof accounts): Promise<Tokens> {
  return signIn(program(shop), accounts[account]);
}

const operators = new WeakMap<Shop, { token: Promise<string>; until: number }>();
const longEnoughMs = 5 * 60_000;

/** @returns a token for the admin API, cached for some minutes */
export function operatorToken(shop: Shop): Promise<string> {
  const known = operators.get(shop);
  if (known && known.until > Date.now()) return known.token;
  const token = signInAs(shop, "operator").then(({ id_token }) => id_token);
  operators.set(shop, { token, until: Date.now() + longEnoughMs });
  token.catch(() => operators.delete(shop));
  return token;
}
