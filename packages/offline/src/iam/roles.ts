import { createHash } from "node:crypto";
import { accountId } from "../graph/addresses.ts";
import { permissionsOf } from "../graph/permissions.ts";
import type { Graph, LambdaFunction, Permission } from "../graph/types.ts";

/** What a function is to the services that it calls. */
export interface Role {
  functionName: string;
  /** By which a service knows the caller: it stands in the signature of every request. */
  accessKeyId: string;
  arn: string;
  /** The role as the function has assumed it. */
  sessionArn: string;
  permissions: Permission[];
}

/** Beginning of all keys of functions. Whoever signs with another key is the account's administrator. */
export const keyPrefix = "ASIAOFFLINE";

export function rolesOf(graph: Pick<Graph, "functions" | "policies">): Role[] {
  return graph.functions.map((fn) => roleOf(graph, fn));
}

export function roleOf(graph: Pick<Graph, "policies">, fn: LambdaFunction): Role {
  const role = `${fn.name}Role`;
  return {
    functionName: fn.name,
    accessKeyId: `${keyPrefix}${createHash("sha256").update(fn.name).digest("hex").slice(0, 9).toUpperCase()}`,
    arn: `arn:aws:iam::${accountId}:role/${role}`,
    sessionArn: `arn:aws:sts::${accountId}:assumed-role/${role}/${fn.name}`,
    permissions: permissionsOf(graph, fn),
  };
}
