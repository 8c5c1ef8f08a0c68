import type { IncomingHttpHeaders } from "node:http";
import { accountId, region } from "../graph/addresses.ts";
import type { Permission, ResourcePermission } from "../graph/types.ts";
import { type Caller, callerOf } from "./caller.ts";
import type { Context } from "./conditions.ts";
import { type Refusal, type ReportedRefusal, told } from "./refusal.ts";
import type { Role } from "./roles.ts";
import { isAbout, type Principal, type Right, Statements } from "./statements.ts";

type Policy = Statements<ResourcePermission>;

/** Knows what every function may do. Each service has one, and asks it before every action. */
export class Authority {
  readonly #tell: (refusal: ReportedRefusal) => void;
  readonly #reported = new Set<string>();
  #roles = new Map<string, Role>();
  #statements = new Map<Role, Statements>();
  #enforces = false;

  /** @param tell is called once for each thing that a function, or a service, may not do */
  constructor(roles: Role[] | undefined, tell: (refusal: ReportedRefusal) => void) {
    this.#tell = tell;
    this.enforce(roles);
  }

  /** From now on these roles apply; without any, everything is allowed. */
  enforce(roles: Role[] | undefined): void {
    this.#enforces = roles !== undefined;
    this.#roles = new Map(roles?.map((role) => [role.accessKeyId, role]));
    this.#statements = new Map(roles?.map((role) => [role, new Statements(role.permissions)]));
    this.#reported.clear();
  }

  callerOf(headers: IncomingHttpHeaders): Caller {
    return this.#enforces ? callerOf(headers, this.#roles) : { is: "administrator" };
  }

  /**
   * @param policyOf the resource's own policy, if it has one
   * @returns why the caller may not do it, undefined if it may
   */
  refusal(caller: Caller, right: Right, policyOf?: () => Policy | undefined): Refusal | undefined {
    if (!this.#enforces || caller.is === "administrator") return undefined;
    const refusal = this.#refusal(caller, right, policyOf?.());
    if (refusal) this.#note(refusal);
    return refusal;
  }

  #refusal(caller: Refusal["caller"], right: Right, policy: Policy | undefined): Refusal | undefined {
    if (caller.is === "unknown") return { caller, right, reason: "no identity-based policy", almost: [] };
    const context = () => ({ ...contextOf(caller), ...right.context });
    const because = (reason: Refusal["reason"], almost: Permission[] = []): Refusal => {
      return { caller, right: { ...right, context: context() }, reason, almost };
    };
    const about = (statement: ResourcePermission) => isAbout(statement, principalOf(caller));
    const byResource = policy?.decide(right, context, about) ?? "not allowed";
    if (byResource === "denied") return because("denied by resource");
    if (caller.is === "service") {
      if (byResource === "allowed") return undefined;
      return because("no resource-based policy", policy?.almost(right).filter(about));
    }
    const statements = this.#statements.get(caller.role);
    const byRole = statements?.decide(right, context) ?? "not allowed";
    if (byRole === "denied") return because("denied by identity");
    if (byRole === "allowed" || byResource === "allowed") return undefined;
    return because("no identity-based policy", statements?.almost(right));
  }

  #note(refusal: Refusal): void {
    const it = told(refusal);
    if (this.#reported.has(it.line)) return;
    this.#reported.add(it.line);
    this.#tell(it);
  }
}

/** Allows everything. */
export const everybodyMay = () => new Authority(undefined, () => {});

type Known = Exclude<Caller, { is: "administrator" | "unknown" }>;

function principalOf(caller: Known): Principal {
  if (caller.is === "service") return { service: caller.principal };
  return { arns: [caller.role.arn, caller.role.sessionArn] };
}

function contextOf(caller: Known): Context {
  const now = new Date();
  const always = {
    "aws:currenttime": [now.toISOString()],
    "aws:epochtime": [String(Math.floor(now.getTime() / 1000))],
    "aws:requestedregion": [region],
    "aws:securetransport": ["true"],
  };
  if (caller.is === "function") {
    return {
      ...always,
      "aws:principalaccount": [accountId],
      "aws:principalarn": [caller.role.arn],
      "aws:principaltype": ["AssumedRole"],
    };
  }
  return {
    ...always,
    "aws:sourceaccount": [accountId],
    "aws:sourcearn": [caller.sourceArn],
    "aws:sourceowner": [accountId],
  };
}
