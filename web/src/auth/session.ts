import { persisted } from "../ui/persisted.ts";
import { createValue } from "../ui/value.ts";
import type { Actor } from "./actor.ts";

export type Session =
  /** `expired`: somebody was, until just now. */
  | { status: "signed-out"; expired?: boolean }
  /** Somebody signed in with this browser before; `restore` finds out whether the issuer still knows them. */
  | { status: "remembered" }
  | { status: "signed-in"; actor: Actor };

/** That somebody is signed in with this browser: all that outlives the page, and the same in every tab. */
export const remembered = persisted<boolean>("donut.signed-in", (stored) => stored === true);

/** What the page knows of who is signed in. The tokens are in client.ts, which comes when it is needed. */
export const session = createValue<Session>({ status: remembered.get() ? "remembered" : "signed-out" });

/** Where the page is now, to come back to. */
const here = () => location.pathname + location.search + location.hash;

/** Leaves for the issuer's page; comes back to `returnTo`, a path of this site. Rejects when the issuer is away. */
export async function signIn(returnTo = here()): Promise<void> {
  await (await loadClient()).leaveToSignIn(returnTo);
}

/** Asks the issuer whether it knows this browser, and comes back here: signed in or out, without a page in between. */
export async function restore(): Promise<void> {
  await (await loadClient()).leaveToSignIn(here(), { silent: true });
}

/** Signs out here and at the issuer, in all tabs, and opens the store. */
export async function signOut(): Promise<void> {
  await (await loadClient()).signOut();
}

/**
 * @returns an ID token that is good for a while yet, as the APIs want it
 * @throws {SignedOutError} when there is none to be had without a page of the issuer's
 */
export async function idToken(options: { renewed?: boolean } = {}): Promise<string> {
  if (session.get().status !== "signed-in") throw new SignedOutError();
  return (await loadClient()).idToken(options);
}

/** Whoever calls has to sign in first. */
export class SignedOutError extends Error {
  override readonly name = "SignedOutError";

  constructor(options?: ErrorOptions) {
    super("Nobody is signed in", options);
  }
}

const loadClient = () => import("./client.ts");
