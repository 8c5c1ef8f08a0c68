import type { Permission, ResourcePermission } from "../graph/types.ts";
import { type Context, conditionTest } from "./conditions.ts";
import { actionPattern, type Matches, resourcePattern } from "./patterns.ts";

/** What is requested: one action on one resource. */
export interface Right {
  /** `dynamodb:PutItem` */
  action: string;
  /** An ARN; `*` for actions without a resource. */
  resource: string;
  /** The values that statements' conditions may test. */
  context?: Context;
}

export type Decision = "allowed" | "not allowed" | "denied";

interface Statement<P> {
  permission: P;
  denies: boolean;
  matchesAction: Matches;
  matchesResource: Matches;
  isMet(context: () => Context): boolean;
}

/** The limit of cached answers, since connections' ARNs are endless. */
const mostRemembered = 2_000;

/** The statements of one policy or role, compiled for frequent evaluation. */
export class Statements<P extends Permission = Permission> {
  readonly #all: Statement<P>[];
  /** By action and resource: the statements that apply, before their conditions are evaluated. */
  readonly #relevant = new Map<string, Statement<P>[]>();

  constructor(permissions: P[]) {
    this.#all = permissions.map((permission) => compile(permission));
  }

  /** @param context is called only if there are conditions */
  decide({ action, resource }: Right, context: () => Context, isMeant = (_: P) => true): Decision {
    let decision: Decision = "not allowed";
    for (const statement of this.#having(action, resource)) {
      if (!isMeant(statement.permission) || !statement.isMet(context)) continue;
      if (statement.denies) return "denied";
      decision = "allowed";
    }
    return decision;
  }

  /** @returns the statements that would allow it if their conditions were met */
  almost({ action, resource }: Right): P[] {
    return this.#having(action, resource).flatMap(({ denies, permission }) => (denies ? [] : permission));
  }

  #having(action: string, resource: string): Statement<P>[] {
    const key = `${action} ${resource}`;
    const known = this.#relevant.get(key);
    if (known) return known;
    const found = this.#all.filter((it) => it.matchesAction(action) && it.matchesResource(resource));
    if (this.#relevant.size >= mostRemembered) this.#relevant.clear();
    this.#relevant.set(key, found);
    return found;
  }
}

/** The caller, as a resource's policy may name it. */
export type Principal =
  | { service: string }
  /** ARNs that all identify the caller: its role's, and its session's. */
  | { arns: string[] };

/** @returns whether a statement of a resource's policy applies to this principal */
export function isAbout({ principals }: ResourcePermission, principal: Principal): boolean {
  return principals.some(({ type, identifiers }) =>
    identifiers.some((identifier) => {
      if ("service" in principal) return identifier === "*" || (type === "Service" && identifier === principal.service);
      return identifier === "*" || (type === "AWS" && principal.arns.includes(identifier));
    }),
  );
}

function compile<P extends Permission>(permission: P): Statement<P> {
  const actions = permission.actions.map(actionPattern);
  const resources = permission.resources.map(resourcePattern);
  const tests = (permission.conditions ?? []).map(conditionTest);
  return {
    permission,
    denies: permission.effect === "Deny",
    matchesAction: (action) => actions.some((matches) => matches(action)),
    matchesResource: (resource) => resources.some((matches) => matches(resource)),
    isMet: (context) => tests.every((test) => test(context())),
  };
}
