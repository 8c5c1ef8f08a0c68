import { credentials } from "../engines/client-config.ts";
import { type Addresses, withAddresses } from "../graph/addresses.ts";
import type { Graph, LambdaFunction } from "../graph/types.ts";
import { withoutAwsFiles } from "./own-environment.ts";

export interface Endpoints {
  dynamodb: string;
  sqs: string;
  sns: string;
  ses: string;
  lambda: string;
  cloudwatch: string;
  logs: string;
}

export interface EnvironmentOptions {
  graph: Pick<Graph, "app">;
  stage: string;
  addresses: Addresses;
  endpoints: Endpoints;
}

/** @returns the function's variables: the services' addresses for its SDK clients, and the contents of `Resource`. */
export function functionVariables(
  fn: LambdaFunction,
  { graph, stage, addresses, endpoints }: EnvironmentOptions,
): Record<string, string> {
  return {
    ...withAddresses(fn.environment, addresses),
    ...withoutAwsFiles,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    AWS_ENDPOINT_URL_CLOUDWATCH: endpoints.cloudwatch,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoints.logs,
    SST_RESOURCES_JSON: JSON.stringify({ ...withAddresses(fn.links, addresses), App: { name: graph.app, stage } }),
  };
}
