import { credentials } from "../engines/client-config.ts";
import { type Addresses, withAddresses } from "../graph/addresses.ts";
import type { Graph, LambdaFunction } from "../graph/types.ts";

export interface Endpoints {
  dynamodb: string;
  sqs: string;
  sns: string;
  lambda: string;
}

export interface EnvironmentOptions {
  graph: Pick<Graph, "app" | "secrets">;
  stage: string;
  addresses: Addresses;
  endpoints: Endpoints;
  /** Secrets' values by name; others have their placeholder. */
  secrets: Record<string, string>;
}

/** @returns the function's variables: where its SDK clients find the services, and what `Resource` holds. */
export function functionVariables(
  fn: LambdaFunction,
  { graph, stage, addresses, endpoints, secrets }: EnvironmentOptions,
): Record<string, string> {
  const known = new Set(graph.secrets.map(({ name }) => name));
  const links = Object.entries(withAddresses(fn.links, addresses)).map(([name, link]) => {
    const value = known.has(name) ? secrets[name] : undefined;
    return [name, value === undefined ? link : { ...link, value }];
  });
  return {
    ...withAddresses(fn.environment, addresses),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    SST_RESOURCES_JSON: JSON.stringify({ ...Object.fromEntries(links), App: { name: graph.app, stage } }),
  };
}

/** @returns the secrets that `SST_SECRET_<Name>` sets, as it does for SST */
export function secretsFrom(environment: NodeJS.ProcessEnv): Record<string, string> {
  const prefix = "SST_SECRET_";
  return Object.fromEntries(
    Object.entries(environment)
      .filter(([name, value]) => name.startsWith(prefix) && value !== undefined)
      .map(([name, value]) => [name.slice(prefix.length), value ?? ""]),
  );
}
