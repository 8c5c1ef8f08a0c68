import * as z from "zod";
import { placeholder } from "../../graph/addresses.ts";
import type { IdentitySource, SocketApi } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { apisOf } from "./api-protocol.ts";
import { routesOf } from "./api-routes.ts";
import { refuseUnfitStages } from "./api-stages.ts";
import { everywhere, harmless, resourcesOf, unsupported } from "./resources.ts";

const apiInputs = {
  ...everywhere,
  protocolType: z.literal("WEBSOCKET"),
  routeSelectionExpression: z
    .string()
    .regex(/^\$request\.body(\.\w+)+$/, "only a property of the message, $request.body.…, can select routes")
    .transform((expression) => expression.split(".").slice(2)),
  apiKeySelectionExpression: unsupported,
  disableExecuteApiEndpoint: unsupported,
  description: harmless("for people"),
};

const routeInputs = {
  apiId: z.string(),
  routeKey: z.string(),
  target: z.string(),
  authorizationType: z
    .enum(["NONE", "CUSTOM"], "only a Lambda function can authorize connections to a WebSocket API")
    .default("NONE"),
  authorizerId: z.string().optional(),
  authorizationScopes: unsupported,
  apiKeyRequired: unsupported,
  modelSelectionExpression: unsupported,
  requestModels: unsupported,
  requestParameters: unsupported,
  routeResponseSelectionExpression: unsupported,
};

/** `arn:aws:apigateway:…:lambda:path/2015-03-31/functions/<ARN of the function>/invocations` */
const invokedFunction = z
  .string()
  .regex(/\/functions\/arn:aws:lambda:[^/]+\/invocations$/, "is no Lambda function's")
  .transform((uri) => uri.split("/").at(-2) ?? "");

const integrationInputs = {
  apiId: z.string(),
  integrationType: z.literal("AWS_PROXY", "only Lambda functions can answer routes"),
  integrationUri: invokedFunction,
  payloadFormatVersion: z.literal("1.0", "WebSocket APIs know no other").optional(),
  contentHandlingStrategy: unsupported,
  passthroughBehavior: unsupported,
  requestParameters: unsupported,
  requestTemplates: unsupported,
  templateSelectionExpression: unsupported,
  timeoutMilliseconds: unsupported,
  integrationMethod: harmless("Lambda functions are always invoked by POST"),
};

const authorizerInputs = {
  ...everywhere,
  apiId: z.string(),
  authorizerType: z.literal("REQUEST", "WebSocket APIs have no JWT authorizers; a Lambda function can check tokens"),
  authorizerUri: invokedFunction,
  identitySources: z
    .array(
      z
        .string()
        .regex(
          /^route\.request\.(header|querystring)\.[\w-]+$/,
          "only route.request.header.… and route.request.querystring.… are supported",
        )
        .transform(identitySource),
    )
    .default([]),
  authorizerCredentialsArn: unsupported,
};

export function socketApis(whole: Evaluation): SocketApi[] {
  const evaluation = apisOf("WEBSOCKET", whole);
  const routes = resourcesOf(evaluation, "aws:apigatewayv2/route:Route", routeInputs);
  const integrations = resourcesOf(evaluation, "aws:apigatewayv2/integration:Integration", integrationInputs);
  const authorizers = resourcesOf(evaluation, "aws:apigatewayv2/authorizer:Authorizer", authorizerInputs);
  refuseUnfitStages(evaluation);

  return resourcesOf(evaluation, "aws:apigatewayv2/api:Api", apiInputs).map(({ owner, inputs }) => {
    return {
      name: owner,
      url: placeholder.socketApi(owner),
      routeSelection: inputs.routeSelectionExpression,
      authorizers: authorizers
        .filter((it) => it.inputs.apiId === owner)
        .map(({ owner: name, inputs: { authorizerUri: functionArn, identitySources } }) => ({
          name,
          functionArn,
          identitySources,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      routes: routesOf(owner, { routes, integrations, authorizers }),
    };
  });
}

function identitySource(expression: string): IdentitySource {
  const [, , place, name = ""] = expression.split(".");
  return { in: place === "header" ? "header" : "querystring", name };
}
