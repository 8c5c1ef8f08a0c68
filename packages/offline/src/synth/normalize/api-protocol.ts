import type { Evaluation } from "../evaluation.ts";

const apiType = "aws:apigatewayv2/api:Api";

/** Only the APIs of this protocol and their parts: API Gateway uses the same resource types for both. */
export function apisOf(protocol: "HTTP" | "WEBSOCKET", evaluation: Evaluation): Evaluation {
  const apis = evaluation.resources.filter(({ type, inputs }) => type === apiType && inputs.protocolType === protocol);
  const ids = new Set<unknown>(apis.map(({ owner }) => owner));
  const resources = evaluation.resources.filter(({ type, owner, inputs }) =>
    ids.has(type === apiType ? owner : inputs.apiId),
  );
  return { ...evaluation, resources };
}
