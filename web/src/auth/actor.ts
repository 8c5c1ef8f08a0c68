export type Role = "operator" | "viewer";

/** Who is signed in, as the ID token says. */
export interface Actor {
  name: string;
  email: string;
  /** None for a customer. */
  roles: Role[];
}

/** Something that not everybody may do. Looking is for every role, changing for operators. */
export type Action = "look" | "change";

/** The servers decide again: this only tells people beforehand. */
export function can({ roles }: Actor, action: Action): boolean {
  return action === "look" ? roles.length > 0 : roles.includes("operator");
}

/** @param claims of an ID token of Cognito's */
export function actorOf(claims: Record<string, unknown>): Actor {
  const email = String(claims.email ?? "");
  const groups = Array.isArray(claims["cognito:groups"]) ? claims["cognito:groups"] : [];
  return {
    name: typeof claims.name === "string" ? claims.name : email,
    email,
    roles: (["operator", "viewer"] as const).filter((role) => groups.includes(`${role}s`)),
  };
}
