import { accountId, placeholder, region } from "../graph/addresses.ts";

/**
 * A resource's outputs as a deploy would report them. Names and ARNs contain the logical name, so they do not depend on
 * the stage; addresses are placeholders (graph/addresses.ts).
 *
 * @param owner the name of the component that made the resource
 * @param inputs without wrapped secrets (see `plain` in pulumi.ts)
 */
export function outputsOf(
  type: string,
  name: string,
  owner: string,
  inputs: Record<string, unknown>,
): { id: string } & Record<string, unknown> {
  return byType[type]?.(owner, inputs) ?? byDefault(type, name);
}

type Outputs = (owner: string, inputs: Record<string, unknown>) => { id: string } & Record<string, unknown>;

const byType: Record<string, Outputs | undefined> = {
  "aws:sqs/queue:Queue": (owner, inputs) => {
    const name = inputs.fifoQueue ? `${owner}.fifo` : owner;
    return { id: placeholder.queue(name), url: placeholder.queue(name), name, arn: arn("sqs", name) };
  },
  "aws:sns/topic:Topic": (owner, inputs) => {
    const name = inputs.fifoTopic ? `${owner}.fifo` : owner;
    return { id: arn("sns", name), name, arn: arn("sns", name) };
  },
  "aws:sns/topicPolicy:TopicPolicy": (_, inputs) => ({ id: String(inputs.arn), arn: inputs.arn }),
  "aws:dynamodb/table:Table": (owner) => {
    const self = arn("dynamodb", `table/${owner}`);
    return { id: owner, name: owner, arn: self, streamArn: `${self}/stream/1` };
  },
  "aws:lambda/function:Function": (owner) => {
    const self = arn("lambda", `function:${owner}`);
    const invoke = (date: string, path: string) => `arn:aws:apigateway:${region}:lambda:path/${date}/functions/${path}`;
    return {
      id: owner,
      name: owner,
      arn: self,
      version: "1",
      qualifiedArn: `${self}:1`,
      invokeArn: invoke("2015-03-31", `${self}/invocations`),
      qualifiedInvokeArn: invoke("2015-03-31", `${self}:1/invocations`),
      responseStreamingInvokeArn: invoke("2021-11-15", `${self}/response-streaming-invocations`),
    };
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": (_, inputs) => {
    const uuid = eventSourceMappingName(String(inputs.eventSourceArn), String(inputs.functionName));
    return { id: uuid, uuid, arn: arn("lambda", `event-source-mapping:${uuid}`) };
  },
  // SST's names end in one that depends on the stage: `/aws/lambda/app-stage-WorkerFunction-abc`.
  "aws:cloudwatch/logGroup:LogGroup": (owner, inputs) => {
    const name = String(inputs.name ?? owner).replace(/[^/]*$/, owner);
    return { id: name, name, arn: arn("logs", `log-group:${name}`) };
  },
  "aws:apigatewayv2/api:Api": (owner, { protocolType }) => ({
    id: owner,
    apiEndpoint:
      protocolType === "WEBSOCKET" ? placeholder.socketApi(owner).replace("/$default", "") : placeholder.httpApi(owner),
    executionArn: arn("execute-api", owner),
  }),
  "aws:apigatewayv2/stage:Stage": (_, { name }) => ({ id: String(name), name }),
  // SST would make the account's role for logs, which belongs to no app.
  "aws:apigateway/account:Account": (owner) => ({ id: owner, cloudwatchRoleArn: arn("iam", "role/ApiGatewayLogs") }),
  // The issuer is `https://<endpoint>`.
  "aws:cognito/userPool:UserPool": (owner) => ({
    id: owner,
    arn: arn("cognito-idp", `userpool/${owner}`),
    endpoint: placeholder.userPool(owner).replace("https://", ""),
  }),
  "aws:cognito/userPoolClient:UserPoolClient": (owner) => ({ id: owner, clientSecret: "" }),
  "aws:cloudfront/distribution:Distribution": (owner) => ({
    id: owner,
    arn: `arn:aws:cloudfront::${accountId}:distribution/${owner}`,
    domainName: placeholder.site(owner).replace("https://", ""),
    hostedZoneId: "Z2FDTNDATAQYW2",
  }),
  "aws:sesv2/emailIdentity:EmailIdentity": (_, inputs) => ({
    id: String(inputs.emailIdentity),
    arn: arn("ses", `identity/${inputs.emailIdentity}`),
  }),
  "aws:sesv2/configurationSet:ConfigurationSet": (owner) => ({
    id: owner,
    configurationSetName: owner,
    arn: arn("ses", `configuration-set/${owner}`),
  }),
  "aws:iam/policy:Policy": (owner) => ({ id: owner, name: owner, arn: `arn:aws:iam::${accountId}:policy/${owner}` }),
  "aws:iam/role:Role": (owner) => ({ id: owner, name: owner, arn: `arn:aws:iam::${accountId}:role/${owner}` }),
};

/** Enough for resources that the laptop does not use: buckets, CDN functions, random bytes. */
function byDefault(type: string, name: string): ReturnType<Outputs> {
  const service = /^aws:(\w+)/.exec(type)?.[1] ?? "unknown";
  const host = `${name.toLowerCase()}.offline`;
  return {
    id: name,
    name,
    arn: arn(service, name),
    bucket: name.toLowerCase(),
    bucketRegionalDomainName: host,
    domainName: host,
    base64: Buffer.alloc(32).toString("base64"),
  };
}

/** `RestockQueue-RestockConsumer`: no two mappings may connect the same source and function. */
export function eventSourceMappingName(sourceArn: string, functionArn: string): string {
  return `${resourceName(sourceArn)}-${resourceName(functionArn)}`;
}

/** `arn:aws:dynamodb:…:table/Orders/stream/1` → `Orders`; `arn:aws:sqs:…:Line.fifo` → `Line`. */
export function resourceName(resourceArn: string): string {
  const resource = resourceArn.split(":").slice(5).join(":");
  return resource.replace(/^(table\/|function:|role\/)/, "").replace(/(\/stream\/.*|\.fifo)$/, "");
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}
