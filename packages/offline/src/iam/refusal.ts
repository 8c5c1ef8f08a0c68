import type { Permission } from "../graph/types.ts";
import type { Caller } from "./caller.ts";
import type { Right } from "./statements.ts";

/** A request that its caller may not make. */
export interface Refusal {
  caller: Exclude<Caller, { is: "administrator" }>;
  right: Right;
  reason: "no identity-based policy" | "no resource-based policy" | "denied by identity" | "denied by resource";
  /** Statements that would allow it if their conditions were met. */
  almost: Permission[];
}

/** The part of a refusal that is reported. */
export interface ReportedRefusal {
  /** Absent: an AWS service. */
  functionName?: string;
  line: string;
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 *
 * @param spelled the action and the resource as the service writes them
 */
export function refusalText(refusal: Refusal, spelled: Partial<Pick<Right, "action" | "resource">> = {}): string {
  const { action, resource } = { ...refusal.right, ...spelled };
  const on = resource === "*" ? "" : ` on resource: ${resource}`;
  return `User: ${nameOf(refusal.caller)} is not authorized to perform: ${action}${on} ${reasonText(refusal.reason, action)}`;
}

function reasonText(reason: Refusal["reason"], action: string): string {
  if (reason === "denied by identity") return "with an explicit deny in an identity-based policy";
  if (reason === "denied by resource") return "with an explicit deny in a resource-based policy";
  return `because ${reason} allows the ${action} action`;
}

/** @returns how to fix it: the missing statement, and where it belongs */
export function told(refusal: Refusal): ReportedRefusal {
  const { caller, right, almost, reason } = refusal;
  const where =
    caller.is === "function" ? `the role of ${caller.role.functionName}` : `the policy of ${right.resource}`;
  const refused = `${nameOf(caller)} may not ${right.action} on ${right.resource}`;
  const functionName = caller.is === "function" ? { functionName: caller.role.functionName } : {};
  if (reason.startsWith("denied")) return { ...functionName, line: `${refused}: a statement denies it in ${where}` };
  const [conditional] = almost;
  if (conditional) {
    return { ...functionName, line: `${refused}: a statement allows it only if ${conditionsText(conditional, right)}` };
  }
  return { ...functionName, line: `${refused}: ${where} needs the statement ${missingStatement(refusal)}` };
}

/** @returns whether a log line, or a note, reports a refusal */
export function isRefusal(line: string): boolean {
  return /^\S+ may not [\w-]+:\w+ on \S+: /.test(line);
}

export function missingStatement({ caller, right: { action, resource } }: Refusal): string {
  const service = caller.is === "service" && {
    Principal: { Service: caller.principal },
    Condition: { ArnEquals: { "aws:SourceArn": caller.sourceArn } },
  };
  return JSON.stringify({ Effect: "Allow", Action: action, Resource: resource, ...service });
}

function conditionsText({ conditions = [] }: Permission, { context = {} }: Right): string {
  return conditions
    .map(({ test, variable, values }) => {
      const found = context[variable.toLowerCase()]?.join(", ") || "absent";
      return `${variable} fits ${test} ${JSON.stringify(values)}, and it is ${found}`;
    })
    .join("; ");
}

function nameOf(caller: Refusal["caller"]): string {
  if (caller.is === "function") return caller.role.sessionArn;
  return caller.is === "service" ? caller.principal : "an unknown function";
}
