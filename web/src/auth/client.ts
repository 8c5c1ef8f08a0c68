import { ErrorResponse, InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import { language } from "../i18n/language.ts";
import { account } from "./account.ts";
import { actorOf } from "./actor.ts";
import { SignedOutError, session } from "./session.ts";

/** Tokens are valid for minutes, and renewed when they have less than this left, in seconds. */
const early = 60;

const manager = new UserManager({
  authority: import.meta.env.VITE_AUTH_ISSUER ?? "http://localhost:4004",
  client_id: import.meta.env.VITE_AUTH_CLIENT_ID ?? "WebClient",
  redirect_uri: `${location.origin}/signed-in`,
  post_logout_redirect_uri: `${location.origin}/`,
  scope: "openid email profile",
  // Tokens are kept in this module's memory and nowhere else (docs/decisions/0005-sign-in.md).
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  // The state of a sign-in in progress, valid for a single answer from the issuer.
  stateStore: new WebStorageStateStore({ store: sessionStorage }),
  // Only this module renews: of two renewals with one refresh token, the second would end the session.
  automaticSilentRenew: false,
});

let renewing: Promise<User> | undefined;
/** By this machine's clock, which may differ from the issuer's: counted from the token's arrival. */
let goodUntil = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

// Signed out in another tab, or somebody else signed in there.
addEventListener("storage", () => {
  const now = session.get();
  if (now.status === "signed-in" && account.get() !== now.actor.email) void end({ status: "signed-out" });
});

export async function leaveToSignIn(returnTo: string, { silent = false } = {}): Promise<void> {
  await manager.signinRedirect({
    state: returnTo,
    ui_locales: language(),
    // Cognito's managed login does not read ui_locales.
    extraQueryParams: { lang: language() },
    ...(silent && { prompt: "none" }),
  });
}

let answered: Promise<string> | undefined;

/**
 * Handles the issuer's redirect back to this site.
 * @returns where to continue, whether or not somebody is signed in now
 * @throws when the answer belongs to no sign-in of this tab, or the issuer cannot be reached
 */
export function completeSignIn(): Promise<string> {
  // An answer is valid once, even if the page asks twice.
  answered ??= complete().finally(() => {
    answered = undefined;
  });
  return answered;
}

async function complete(): Promise<string> {
  try {
    const user = await manager.signinRedirectCallback();
    enter(user);
    return pathFrom(user.state);
  } catch (error) {
    if (!(error instanceof ErrorResponse)) throw error;
    await end({ status: "signed-out" });
    return pathFrom(error.state);
  }
}

export async function signOut(): Promise<void> {
  clearTimeout(timer);
  account.set(undefined);
  try {
    // The library treats an empty answer as a failure; what matters is that the session has ended.
    await manager.revokeTokens(["refresh_token"]).catch(() => undefined);
    // Before the redirect, whose address would contain an ID token.
    await manager.removeUser();
    // Cognito's parameter for where to continue.
    await manager.signoutRedirect({ extraQueryParams: { logout_uri: `${location.origin}/` } });
  } catch {
    // The issuer is unreachable: at least this browser is signed out.
    await end({ status: "signed-out" });
  }
}

export async function idToken({ renewed = false } = {}): Promise<string> {
  const user = await manager.getUser();
  const { id_token: token } = user && !renewed && secondsLeft() > early ? user : await renew();
  if (token === undefined) throw new SignedOutError();
  return token;
}

/** One renewal at a time: a refresh token can be used once. */
function renew(): Promise<User> {
  renewing ??= refreshed().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function refreshed(): Promise<User> {
  const user = await manager.getUser();
  if (!user?.refresh_token) {
    await end({ status: "signed-out", expired: true });
    throw new SignedOutError();
  }
  try {
    const next = await manager.signinSilent();
    if (!next) throw new SignedOutError();
    enter(next);
    return next;
  } catch (cause) {
    // If no answer comes, the tokens stay, and the next call tries again.
    if (!(cause instanceof ErrorResponse)) throw cause;
    await end({ status: "signed-out", expired: true });
    throw new SignedOutError({ cause });
  }
}

function enter(user: User): void {
  const actor = actorOf(user.profile);
  account.set(actor.email);
  session.set({ status: "signed-in", actor });
  goodUntil = Date.now() + (user.profile.exp - user.profile.iat) * 1000;
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => undefined), (secondsLeft() - early) * 1000);
}

async function end(next: { status: "signed-out"; expired?: boolean }): Promise<void> {
  clearTimeout(timer);
  await manager.removeUser();
  const now = session.get();
  if (now.status !== "signed-in" || account.get() === now.actor.email) account.set(undefined);
  session.set(next);
}

const secondsLeft = () => (goodUntil - Date.now()) / 1000;

/** Only a path of this site. */
function pathFrom(state: unknown): string {
  return typeof state === "string" && /^\/(?![/\\])/.test(state) ? state : "/";
}
