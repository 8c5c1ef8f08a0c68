import type { Role } from "../actor.ts";

const roles: Record<Role, string> = { operator: "Operator", viewer: "Viewer" };

/** All texts about signing in. */
export const messages = {
  signIn: "Sign in",
  signOut: "Sign out",
  account: (name: string) => `Account of ${name}`,
  roles,
  customer: "Customer",
  /** Why a button is disabled. */
  readOnly: "You are a viewer: you can look at everything. Changes are for operators.",
  oneMoment: "One moment …",
  console: {
    title: "Operators only, please",
    body: "Behind this gate are the platforms: every queue, every message that waits, and every one that went astray. Sign in and you arrive exactly where you were going.",
    expired: "Your sign-in has ended. Sign in again and you are back where you were.",
    noRole: (email: string) => `${email} has no role here`,
    noRoleBody: "Somebody who looks after the shop has to put you among its operators or viewers first.",
    other: "Sign in as somebody else",
    toStore: "To the store",
  },
  failed: {
    title: "The sign-in did not arrive",
    body: "The page was opened without a sign-in under way, or it took too long. Nothing is lost: try once more.",
    away: "The sign-in cannot be reached right now.",
  },
  again: "Try again",
  mine: {
    title: "Your orders",
    invite: "Sign in and find every order you placed with your e-mail address, from any device.",
    none: "No orders with this e-mail address yet.",
    more: "Older orders",
    unreachable: "Your orders could not be fetched.",
    types: { normal: "Regular", vip: "VIP" },
    /** What each type means. */
    meaning: {
      normal: "One order of 100 donuts or more makes you a VIP, for good.",
      vip: "One of your orders had 100 donuts or more, so you are a VIP, and you stay one. Our marketing team knows, and may write to you.",
    },
  },
};

export type AuthTexts = typeof messages;
