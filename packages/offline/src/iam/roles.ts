import { createHash } from "node:crypto";
import { accountId } from "../graph/addresses.ts";
import { permissionsOf } from "../graph/permissions.ts";
import type { Graph, LambdaFunction, Permission } from "../graph/types.ts";

/** A function as seen by the services it calls. */
export interface Role {
  functionName: string;
  /** Identifies the caller to a service: it is in the signature of every request. */
  accessKeyId: string;
  arn: string;
  /** The role as assumed by the function. */
  sessionArn: string;
  permissions: Permission[];
}

/** Prefix of all functions' keys. A caller with any other key is the account's administrator. */
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
