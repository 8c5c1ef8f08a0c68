import { describe, expect, test } from "vitest";
import type { Graph } from "../graph/types.ts";
import { refuseUnknownArguments } from "./component-arguments.ts";
import type { Evaluation, Resource } from "./evaluation.ts";
import { normalize } from "./normalize.ts";
import { refuseWhatAwsRefuses } from "./refused-on-deploy.ts";

const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:000000000000:${name}`;
const invocation = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn("lambda", "function:Work")}/invocations`;
const document = (statement: object) => JSON.stringify({ statements: [{ resources: ["*"], ...statement }] });

const fromTopic = { test: "ArnEquals", variable: "aws:SourceArn", values: [arn("sns", "Work")] };
const sns = { type: "Service", identifiers: ["sns.amazonaws.com"] };

/** One resource of each type, with nested inputs if it has them. */
const samples: Record<string, Record<string, unknown>> = {
  "aws:sqs/queue:Queue": {
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "Dlq"), maxReceiveCount: 3 }),
    redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arn("sqs", "Work")] }),
  },
  "aws:sns/topic:Topic": {},
  "aws:sns/topicSubscription:TopicSubscription": {
    topic: arn("sns", "Work"),
    protocol: "sqs",
    endpoint: arn("sqs", "Work"),
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "Dlq") }),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    eventSourceArn: arn("dynamodb", "table/Work/stream/1"),
    functionName: arn("lambda", "function:Work"),
    startingPosition: "LATEST",
    scalingConfig: { maximumConcurrency: 2 },
    metricsConfig: { metrics: ["EventCount"] },
    filterCriteria: { filters: [{ pattern: "{}" }] },
    destinationConfig: { onFailure: { destinationArn: arn("sqs", "Dlq") } },
  },
  "aws:iam/role:Role": {
    inlinePolicies: [{ name: "inline", policy: document({ actions: ["sqs:*", "dynamodb:*"] }) }],
  },
  "aws:iam/policy:Policy": {
    policy: document({ actions: ["a:B"], conditions: [fromTopic] }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    queueUrl: "https://sqs.offline/000000000000/Work",
    policy: document({ actions: ["sqs:SendMessage"], principals: [sns], conditions: [fromTopic] }),
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    arn: arn("sns", "Work"),
    policy: document({ actions: ["sns:Publish"], principals: [sns] }),
  },
  "aws:lambda/function:Function": {
    runtime: "nodejs24.x",
    timeout: 10,
    memorySize: 512,
    architectures: ["arm64"],
    role: arn("iam", "role/Work"),
    environment: { variables: {} },
    loggingConfig: { logFormat: "JSON" },
  },
  "aws:lambda/invocation:Invocation": { functionName: "Work", input: "{}" },
  "aws:scheduler/schedule:Schedule": {
    scheduleExpression: "rate(1 minute)",
    flexibleTimeWindow: { mode: "OFF" },
    target: { arn: arn("lambda", "function:Work") },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    namespace: "AWS/SQS",
    dimensions: { QueueName: "Work" },
    metricName: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: 60,
    evaluationPeriods: 1,
  },
  "aws:dynamodb/table:Table": {
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
    globalSecondaryIndexes: [{ name: "byId", hashKey: "id", projectionType: "ALL" }],
    ttl: { attributeName: "expiresAt", enabled: true },
  },
  "aws:sesv2/emailIdentity:EmailIdentity": { emailIdentity: "a@example.com", configurationSetName: "Work" },
  "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": {
    configurationSetName: "Work",
    eventDestinationName: "bounces",
    eventDestination: {
      enabled: true,
      matchingEventTypes: ["BOUNCE"],
      snsDestination: { topicArn: arn("sns", "Work") },
    },
  },
  "aws:cognito/userPool:UserPool": {},
  "aws:cognito/userGroup:UserGroup": { name: "a", userPoolId: "Work" },
  "aws:cognito/userPoolClient:UserPoolClient": {
    userPoolId: "Work",
    allowedOauthFlows: ["code"],
    allowedOauthScopes: ["openid"],
    callbackUrls: [],
    tokenValidityUnits: { idToken: "hours" },
    refreshTokenRotation: { feature: "ENABLED" },
  },
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": {
    securityHeadersConfig: {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'" },
      frameOptions: { frameOption: "DENY" },
      referrerPolicy: { referrerPolicy: "no-referrer" },
    },
    customHeadersConfig: { items: [{ header: "a", value: "b" }] },
  },
  "aws:cloudfront/distribution:Distribution": {
    defaultCacheBehavior: { compress: true },
    restrictions: { geoRestriction: { restrictionType: "none" } },
  },
};

const samplesOfApis: Record<string, Record<string, unknown>>[] = [
  {
    "aws:apigatewayv2/api:Api": { protocolType: "HTTP", corsConfiguration: { allowOrigins: ["*"] } },
    "aws:apigatewayv2/stage:Stage": { apiId: "Work", name: "$default" },
    "aws:apigatewayv2/route:Route": { apiId: "Work", routeKey: "GET /", target: "integrations/Integration" },
    "aws:apigatewayv2/integration:Integration": {
      apiId: "Work",
      integrationType: "AWS_PROXY",
      integrationUri: arn("lambda", "function:Work"),
      payloadFormatVersion: "2.0",
    },
    "aws:apigatewayv2/authorizer:Authorizer": {
      apiId: "Work",
      name: "people",
      authorizerType: "JWT",
      jwtConfiguration: { issuer: "https://issuer.example", audiences: ["web"] },
    },
  },
  {
    "aws:apigatewayv2/api:Api": { protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" },
    "aws:apigatewayv2/stage:Stage": { apiId: "Work", name: "$default" },
    "aws:apigatewayv2/route:Route": { apiId: "Work", routeKey: "$connect", target: "integrations/Integration" },
    "aws:apigatewayv2/integration:Integration": {
      apiId: "Work",
      integrationType: "AWS_PROXY",
      integrationUri: invocation,
    },
    "aws:apigatewayv2/authorizer:Authorizer": { apiId: "Work", authorizerType: "REQUEST", authorizerUri: invocation },
  },
];

describe("an input that nobody has thought of is refused by name, in nested objects as well", () => {
  const cases = [samples, ...samplesOfApis].flatMap((all) =>
    Object.entries(all).flatMap(([type, inputs]) =>
      withNews(inputs).map(({ path, changed }) => [type, path, { ...all, [type]: changed }] as const),
    ),
  );
  test.each(cases)("%s: %s", (type, path, all) => {
    expect(() => graphOf(all)).toThrow(`Work (${type}) cannot be run by the offline runtime:\n  ${path}`);
    expect(() => graphOf(all)).toThrow("is not known to the offline runtime");
  });

  test("while the samples themselves are fine", () => {
    for (const all of [samples, ...samplesOfApis]) expect(graphOf(all).app).toBe("shop");
  });
});

describe("a setting leaves its trace", () => {
  const fifo = { fifoQueue: true };
  test.each<[type: string, given: Record<string, unknown>, inGraph: (graph: Graph) => unknown, expected: unknown]>([
    ["aws:sqs/queue:Queue", { receiveWaitTimeSeconds: 20 }, firstQueue, { receiveWaitSeconds: 20 }],
    ["aws:sqs/queue:Queue", { maxMessageSize: 1024 }, firstQueue, { maximumMessageBytes: 1024 }],
    [
      "aws:sqs/queue:Queue",
      { redriveAllowPolicy: '{"redrivePermission":"denyAll"}' },
      firstQueue,
      { redriveAllow: { redrivePermission: "denyAll" } },
    ],
    [
      "aws:sqs/queue:Queue",
      { ...fifo, deduplicationScope: "messageGroup", fifoThroughputLimit: "perMessageGroupId" },
      firstQueue,
      { deduplicationScope: "messageGroup", fifoThroughputLimit: "perMessageGroupId" },
    ],
    [
      "aws:sns/topic:Topic",
      { fifoTopic: true, contentBasedDeduplication: true, fifoThroughputScope: "MessageGroup" },
      ({ topics }) => topics[0],
      { contentBasedDeduplication: true, fifoThroughputScope: "MessageGroup" },
    ],
    [
      "aws:lambda/eventSourceMapping:EventSourceMapping",
      { maximumRecordAgeInSeconds: 60 },
      ({ eventSourceMappings }) => eventSourceMappings[0],
      { maximumRecordAgeSeconds: 60 },
    ],
  ])("%s: %j", (type, given, inGraph, expected) => {
    const all = { ...samples, [type]: { ...samples[type], ...given } };
    expect(inGraph(graphOf(all))).toMatchObject(expected as object);
  });
});

describe("a setting that the laptop does not honour is refused by name", () => {
  const throttling = { throttlingBurstLimit: 10, throttlingRateLimit: 5 };
  test.each<[type: string, given: Record<string, unknown>, message: string]>([
    ["aws:lambda/function:Function", { deadLetterConfig: { targetArn: arn("sqs", "Dlq") } }, "deadLetterConfig"],
    ["aws:lambda/function:Function", { vpcConfig: { subnetIds: ["a"] } }, "vpcConfig"],
    ["aws:lambda/function:Function", { snapStart: { applyOn: "PublishedVersions" } }, "snapStart"],
    ["aws:lambda/eventSourceMapping:EventSourceMapping", { tumblingWindowInSeconds: 5 }, "tumblingWindowInSeconds"],
    ["aws:sns/topic:Topic", { archivePolicy: "{}" }, "archivePolicy"],
    ["aws:sns/topicSubscription:TopicSubscription", { replayPolicy: "{}" }, "replayPolicy"],
    ["aws:scheduler/schedule:Schedule", { endDate: "2027-01-01T00:00:00Z" }, "endDate"],
    ["aws:cloudfront/distribution:Distribution", { aliases: ["shop.example"] }, "aliases"],
    ["aws:apigatewayv2/stage:Stage", { defaultRouteSettings: throttling }, "defaultRouteSettings"],
    ["aws:apigatewayv2/stage:Stage", { routeSettings: [{ routeKey: "GET /", ...throttling }] }, "routeSettings"],
  ])("%s: %j", (type, given, message) => {
    const [apis = {}] = samplesOfApis;
    const all = type in samples ? samples : apis;
    expect(() => graphOf({ ...all, [type]: { ...all[type], ...given } })).toThrow(`\n  ${message}: is not`);
  });

  test.each([
    [{ notActions: ["a:C"] }, "policy.statements.0.notActions: is not supported yet"],
    [{ notResources: ["*"] }, "policy.statements.0.notResources: is not supported yet"],
    [
      { conditions: [{ ...fromTopic, variable: "aws:ResourceTag/team" }] },
      "policy.statements.0.conditions.0: the condition key aws:ResourceTag/team is not supported",
    ],
    [
      { conditions: [{ ...fromTopic, test: "ArnMatches" }] },
      "policy.statements.0.conditions.0: the condition operator ArnMatches is not supported",
    ],
  ])("a statement with %j", (statement, message) => {
    const policy = document({ actions: ["a:B"], ...statement });
    expect(() => graphOf({ ...samples, "aws:iam/policy:Policy": { policy } })).toThrow(message);
  });

  test("a domain of an API", () => {
    const domain = resource("aws:apigatewayv2/domainName:DomainName", { domainName: "api.shop.example" });
    expect(() => normalize(evaluation([domain]))).toThrow("Work (aws:apigatewayv2/domainName:DomainName)");
  });

  test.each<[component: string, args: object, message: string]>([
    ["Function", { handler: "a.b", streaming: true }, "streaming: is not supported yet"],
    ["Function", { handler: "a.b", copyFiles: [{ from: "a" }] }, "copyFiles: is not supported yet"],
    ["Function", { handler: "a.b", nodejs: { loader: { ".png": "file" } } }, "nodejs.loader: is not supported yet"],
    ["Function", { handler: "a.b", nodejs: { banner: "x" } }, "nodejs.banner: is not supported yet"],
    ["Function", { handler: "a.b", nodejs: { esbuild: { define: {} } } }, "nodejs.esbuild.define: is not known"],
    ["Function", { handler: "a.b", brandNew: 1 }, "brandNew: is not known"],
    ["Queue", { brandNew: 1 }, "brandNew: is not known"],
  ])("an argument of SST's %s: %j", (component, args, message) => {
    const type = `sst:aws:${component}`;
    expect(() => refuseUnknownArguments([{ type, name: "Work", args }], [])).toThrow(
      `Work (${type}) cannot be run by the offline runtime:\n  ${message}`,
    );
  });

  test("while arguments that reach resources, or only bundling, are fine", () => {
    const args = { handler: "a.b", timeout: "5 seconds", streaming: false, copyFiles: undefined };
    const nodejs = { minify: true, esbuild: { external: ["x"], keepNames: false } };
    refuseUnknownArguments([{ type: "sst:aws:Function", name: "Work", args: { ...args, nodejs } }], []);
  });

  test("an unknown component", () => {
    expect(() => refuseUnknownArguments([], [{ type: "sst:aws:Redis", name: "Cache" }])).toThrow(
      "The offline runtime does not know Cache (sst:aws:Redis).",
    );
  });
});

describe("what AWS refuses on deploy is refused here", () => {
  const source = (inputs: Record<string, unknown>, queueInputs: Record<string, unknown> = {}) =>
    graphOf({
      ...samples,
      "aws:sqs/queue:Queue": { visibilityTimeoutSeconds: 60, ...queueInputs },
      "aws:lambda/eventSourceMapping:EventSourceMapping": {
        eventSourceArn: arn("sqs", queueInputs.fifoQueue ? "Work.fifo" : "Work"),
        functionName: arn("lambda", "function:Work"),
        ...inputs,
      },
    });

  test.each<[what: string, graph: () => Graph, message: string]>([
    [
      "a visibility below the function's timeout",
      () => source({}, { visibilityTimeoutSeconds: 9 }),
      "Visibility timeout",
    ],
    ["a batch over 10 without a window", () => source({ batchSize: 11 }), "A batch of more than 10 has a window"],
    [
      "a window on a FIFO queue",
      () => source({ maximumBatchingWindowInSeconds: 1 }, { fifoQueue: true }),
      "Batch window of an event source",
    ],
    [
      "a batch over 10 of a FIFO queue",
      () => source({ batchSize: 11 }, { fifoQueue: true }),
      "Batch of an event source",
    ],
    [
      "a maximum concurrency of 1",
      () => source({ scalingConfig: { maximumConcurrency: 1 } }),
      "Maximum concurrency of an event source: 1, allowed: at least 2",
    ],
    [
      "a filter policy that is too complex",
      () =>
        graphOf({
          ...samples,
          "aws:sns/topicSubscription:TopicSubscription": {
            ...samples["aws:sns/topicSubscription:TopicSubscription"],
            filterPolicy: JSON.stringify({ a: Array.from({ length: 151 }, (_, index) => `${index}`) }),
          },
        }),
      "Combinations of a filter policy",
    ],
    [
      "a filter policy with an operator that SNS does not have",
      () =>
        graphOf({
          ...samples,
          "aws:sns/topicSubscription:TopicSubscription": {
            ...samples["aws:sns/topicSubscription:TopicSubscription"],
            filterPolicy: JSON.stringify({ a: [{ like: "x" }] }),
          },
        }),
      "Unrecognized match type like",
    ],
  ])("%s", (_, graph, message) => {
    expect(() => refuseWhatAwsRefuses(graph())).toThrow(/^AWS would refuse this:\n {2}Work/);
    expect(() => refuseWhatAwsRefuses(graph())).toThrow(message);
  });

  test("and nothing else", () => {
    refuseWhatAwsRefuses(source({ batchSize: 11, maximumBatchingWindowInSeconds: 1 }));
  });
});

function firstQueue({ queues }: Graph): unknown {
  return queues[0];
}

function graphOf(inputs: Record<string, Record<string, unknown>>): Graph {
  return normalize(evaluation(Object.entries(inputs).map(([type, each]) => resource(type, each))));
}

function evaluation(resources: Resource[]): Evaluation {
  const functions = [{ functionID: "Work", handler: "src/work.handler", links: {} }];
  return { app: "shop", resources, functions, sites: [], secrets: [], linkables: [], sources: [] };
}

function resource(type: string, inputs: Record<string, unknown>): Resource {
  return { type, name: type.split(":").at(-1) ?? "", owner: "Work", custom: true, inputs };
}

/** The inputs once per object in them, each time with an unknown member added to that object; JSON texts included. */
function withNews(inputs: unknown, path: string[] = []): { path: string; changed: Record<string, unknown> }[] {
  const found: { path: string; changed: unknown }[] = [];
  visit(inputs, path, (changed) => changed);
  return found as { path: string; changed: Record<string, unknown> }[];

  function visit(value: unknown, at: string[], rebuild: (changed: unknown) => unknown): void {
    const json = typeof value === "string" && value.startsWith("{") ? (JSON.parse(value) as unknown) : undefined;
    // Event patterns, function inputs and variables are the app's own, with any members.
    if (["pattern", "input", "variables"].includes(at.at(-1) ?? "")) return;
    if (json !== undefined) {
      visit(json, at, (changed) => rebuild(JSON.stringify(changed)));
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((each, index) => {
        visit(each, [...at, String(index)], (changed) => rebuild(value.with(index, changed)));
      });
      return;
    }
    if (typeof value !== "object" || value === null) return;
    found.push({ path: [...at, "brandNew"].join("."), changed: rebuild({ ...value, brandNew: 1 }) });
    for (const [name, each] of Object.entries(value)) {
      visit(each, [...at, name], (changed) => rebuild({ ...value, [name]: changed }));
    }
  }
}
