import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { accountId, region } from "../graph/addresses.ts";
import type { IdentitySource } from "../graph/types.ts";
import type { InvocationResult } from "../lambda/functions.ts";
import type { AuthorizerContext } from "./events.ts";
import { decide, policySchema } from "./policy.ts";

export type Authorization =
  | { status: "allowed"; context: AuthorizerContext }
  | { status: "refused"; statusCode: 401 | 403 | 500; message: string };

const answerSchema = z.object({
  principalId: z.string().min(1),
  policyDocument: policySchema,
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

/** What the policy is asked: whether somebody may connect to this API. */
export const connectArn = (apiId: string) => `arn:aws:execute-api:${region}:${accountId}:${apiId}/$default/$connect`;

/** Whether all identity sources are present; otherwise API Gateway does not call the function. */
export function identified(sources: IdentitySource[], { headers, url }: IncomingMessage): boolean {
  const query = new URL(url ?? "/", "http://localhost").searchParams;
  return sources.every(({ in: place, name }) => (place === "header" ? headers[name.toLowerCase()] : query.get(name)));
}

export const unauthorized: Authorization = { status: "refused", statusCode: 401, message: "Unauthorized" };

/**
 * What a Lambda authorizer's answer means.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 *
 * @param result undefined: it took too long
 */
export function authorizationOf(result: InvocationResult | undefined, apiId: string): Authorization {
  if (result?.status === "failed" && result.error.errorMessage === "Unauthorized") return unauthorized;
  if (result?.status !== "succeeded") return misconfigured;
  const answer = answerSchema.safeParse(JSON.parse(result.payload));
  if (!answer.success) return misconfigured;
  const { principalId, policyDocument, context } = answer.data;
  switch (decide(policyDocument, "execute-api:Invoke", connectArn(apiId))) {
    case "denied":
      return refused("User is not authorized to access this resource with an explicit deny");
    case "not allowed":
      return refused("User is not authorized to access this resource");
    case "allowed":
      return { status: "allowed", context: { ...textsOf(context), principalId } };
  }
}

const misconfigured: Authorization = { status: "refused", statusCode: 500, message: "Internal server error" };

const refused = (message: string): Authorization => ({ status: "refused", statusCode: 403, message });

function textsOf(context: Record<string, string | number | boolean>): AuthorizerContext {
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)]));
}
