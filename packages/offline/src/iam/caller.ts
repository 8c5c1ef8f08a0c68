import type { IncomingHttpHeaders } from "node:http";
import { keyPrefix, type Role } from "./roles.ts";

/** The sender of a request. */
export type Caller =
  /** A user on this machine: the CLI, tests, a deploy. */
  | { is: "administrator" }
  | { is: "function"; role: Role }
  /** An AWS service that acts on behalf of one of the account's resources. */
  | { is: "service"; principal: ServicePrincipal; sourceArn: string }
  /** A function that is no longer in the graph. */
  | { is: "unknown" };

export type ServicePrincipal = "cloudwatch.amazonaws.com" | "ses.amazonaws.com" | "sns.amazonaws.com";

/** The access key that a service's own client signs with, so that the called service knows on whose behalf it acts. */
export function serviceCredentials(principal: ServicePrincipal, sourceArn: string) {
  return { accessKeyId: principal, secretAccessKey: "offline", sessionToken: sourceArn };
}

/** @param roles by the access keys of their functions */
export function callerOf(headers: IncomingHttpHeaders, roles: ReadonlyMap<string, Role>): Caller {
  const key = keyOf(headers.authorization);
  if (key === undefined) return { is: "administrator" };
  const role = roles.get(key);
  if (role) return { is: "function", role };
  if (key.startsWith(keyPrefix)) return { is: "unknown" };
  if (!key.endsWith(".amazonaws.com")) return { is: "administrator" };
  return {
    is: "service",
    principal: key as ServicePrincipal,
    sourceArn: String(headers["x-amz-security-token"] ?? ""),
  };
}

/** `AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, …` */
function keyOf(authorization: string | undefined): string | undefined {
  return authorization && /Credential=([^/\s]+)\//.exec(authorization)?.[1];
}
