export type Role = "operator" | "viewer";

/** The signed-in person, from the ID token. */
export interface Actor {
  name: string;
  email: string;
  /** None for a customer. */
  roles: Role[];
}

/** Something that needs a role: every role may view, operators may change. */
export type Action = "look" | "change";

/** The servers check again: this only informs people beforehand. */
export function can({ roles }: Actor, action: Action): boolean {
  return action === "look" ? roles.length > 0 : roles.includes("operator");
}

/** @param claims of a Cognito ID token */
export function actorOf(claims: Record<string, unknown>): Actor {
  const email = String(claims.email ?? "");
  const groups = Array.isArray(claims["cognito:groups"]) ? claims["cognito:groups"] : [];
  return {
    name: typeof claims.name === "string" ? claims.name : email,
    email,
    roles: (["operator", "viewer"] as const).filter((role) => groups.includes(`${role}s`)),
  };
}
