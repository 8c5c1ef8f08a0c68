import { createHash } from "node:crypto";

/** A person who can sign in on this machine. */
export interface Account {
  email: string;
  name: string;
  groups: string[];
}

/** @returns one account for each group, and one in no group. */
export function localAccounts(groups: string[]): Account[] {
  const members = groups.map((group) => accountNamed(group.replace(/s$/, ""), [group]));
  return [...members, accountNamed("customer", [])];
}

/** @returns the account with this address, or a new customer's, in no group. */
export function accountOf(accounts: Account[], email: string): Account {
  const address = email.toLowerCase();
  return accounts.find((it) => it.email === address) ?? { email: address, name: nameFrom(address), groups: [] };
}

/** The claims that Cognito gives in an ID token and at the userinfo endpoint. */
export function claimsOf({ email, name, groups }: Account) {
  const sub = subjectOf(email);
  return {
    sub,
    token_use: "id",
    "cognito:username": sub,
    ...(groups.length > 0 && { "cognito:groups": groups }),
    email,
    email_verified: true,
    name,
  };
}

/** The account's `sub`: a UUID, as in Cognito, that never changes for an address. */
export function subjectOf(email: string): string {
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(
    createHash("sha256").update(email).digest("hex"),
  ) as unknown as string[];
  return `${a}-${b}-4${c}-8${d}-${e}`;
}

function accountNamed(word: string, groups: string[]): Account {
  return { email: `${word}@example.com`, name: capital(word), groups };
}

function nameFrom(email: string): string {
  return capital(email.replace(/@.*/, ""));
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
