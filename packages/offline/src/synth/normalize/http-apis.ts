import * as z from "zod";
import { placeholder } from "../../graph/addresses.ts";
import type { HttpApi } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { apisOf } from "./api-protocol.ts";
import { routesOf } from "./api-routes.ts";
import { refuseUnfitStages } from "./api-stages.ts";
import { everywhere, harmless, resourcesOf, unsupported } from "./resources.ts";

const apiInputs = {
  ...everywhere,
  protocolType: z.literal("HTTP"),
  corsConfiguration: z
    .strictObject({
      allowOrigins: z.array(z.string()).default([]),
      allowMethods: z.array(z.string()).default([]),
      allowHeaders: z.array(z.string()).default([]),
      exposeHeaders: z.array(z.string()).default([]),
      allowCredentials: z.boolean().default(false),
      maxAge: z.number().optional(),
    })
    .optional(),
  description: harmless("for people"),
  disableExecuteApiEndpoint: unsupported,
};

const routeInputs = {
  apiId: z.string(),
  routeKey: z.string(),
  target: z.string(),
  authorizationType: z.enum(["NONE", "JWT"]).default("NONE"),
  authorizerId: z.string().optional(),
  authorizationScopes: unsupported,
  apiKeyRequired: unsupported,
  requestParameters: unsupported,
};

const integrationInputs = {
  apiId: z.string(),
  integrationType: z.literal("AWS_PROXY", "only Lambda functions can answer routes"),
  integrationUri: z.string(),
  payloadFormatVersion: z.literal("2.0"),
  integrationMethod: harmless("Lambda functions are always invoked by POST"),
  requestParameters: unsupported,
  responseParameters: unsupported,
  timeoutMilliseconds: unsupported,
};

const authorizerInputs = {
  apiId: z.string(),
  name: z.string(),
  authorizerType: z.literal("JWT", "only JWT authorizers are supported"),
  identitySources: z.array(z.literal("$request.header.Authorization")).default(["$request.header.Authorization"]),
  jwtConfiguration: z.strictObject({ issuer: z.string(), audiences: z.array(z.string()) }),
};

export function httpApis(whole: Evaluation): HttpApi[] {
  const evaluation = apisOf("HTTP", whole);
  const routes = resourcesOf(evaluation, "aws:apigatewayv2/route:Route", routeInputs);
  refuseUnfitStages(evaluation);
  const integrations = resourcesOf(evaluation, "aws:apigatewayv2/integration:Integration", integrationInputs);
  const authorizers = resourcesOf(evaluation, "aws:apigatewayv2/authorizer:Authorizer", authorizerInputs);

  return resourcesOf(evaluation, "aws:apigatewayv2/api:Api", apiInputs).map(({ owner, inputs }) => ({
    name: owner,
    url: placeholder.httpApi(owner),
    ...(inputs.corsConfiguration?.allowOrigins.length && { cors: cors(inputs.corsConfiguration) }),
    authorizers: authorizers
      .filter((it) => it.inputs.apiId === owner)
      .map(({ owner: name, inputs: { jwtConfiguration } }) => ({ name, ...jwtConfiguration })),
    routes: routesOf(owner, { routes, integrations, authorizers }),
  }));
}

function cors({
  maxAge,
  ...rest
}: NonNullable<z.output<z.ZodObject<typeof apiInputs>>["corsConfiguration"]>): HttpApi["cors"] {
  return { ...rest, ...(maxAge !== undefined && { maxAgeSeconds: maxAge }) };
}
