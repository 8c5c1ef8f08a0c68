import { createValue } from "../ui/value.ts";
import { account } from "./account.ts";
import type { Actor } from "./actor.ts";

export type Session =
  /** `expired`: the session ended a moment ago. */
  | { status: "signed-out"; expired?: boolean }
  /** Somebody signed in with this browser before; `restore` finds out whether the issuer still knows them. */
  | { status: "remembered" }
  | { status: "signed-in"; actor: Actor };

/** The page's knowledge of the signed-in person. The tokens are in client.ts, which is loaded when needed. */
export const session = createValue<Session>({ status: account.get() ? "remembered" : "signed-out" });

/** The page's current address, to come back to. */
const here = () => location.pathname + location.search + location.hash;

/**
 * Goes to the issuer's page and comes back to `returnTo`, a path of this site. Rejects when the issuer is unreachable.
 */
export async function signIn(returnTo = here()): Promise<void> {
  await (await loadClient()).leaveToSignIn(returnTo);
}

/**
 * Asks the issuer whether it knows this browser, and comes back here, signed in or out, without showing a page in
 * between.
 */
export async function restore(): Promise<void> {
  await (await loadClient()).leaveToSignIn(here(), { silent: true });
}

/** Signs out here and at the issuer, in all tabs, and opens the store. */
export async function signOut(): Promise<void> {
  await (await loadClient()).signOut();
}

/**
 * @returns an ID token for the APIs that is still valid for a while
 * @throws {SignedOutError} when that needs a sign-in on the issuer's page
 */
export async function idToken(options: { renewed?: boolean } = {}): Promise<string> {
  if (session.get().status !== "signed-in") throw new SignedOutError();
  return (await loadClient()).idToken(options);
}

/** The caller has to sign in first. */
export class SignedOutError extends Error {
  override readonly name = "SignedOutError";

  constructor(options?: ErrorOptions) {
    super("Nobody is signed in", options);
  }
}

const loadClient = () => import("./client.ts");
