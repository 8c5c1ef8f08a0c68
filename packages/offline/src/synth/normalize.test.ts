import { describe, expect, test } from "vitest";
import type { Evaluation, Resource } from "./evaluation.ts";
import { normalize } from "./normalize.ts";

const site = {
  name: "Web",
  path: "web",
  build: { command: "npm run build", output: "dist" },
  environment: {},
  fileOptions: [{ files: ["**"], ignore: [], cacheControl: "no-cache" }],
};

function evaluation(resources: Resource[], more: Partial<Evaluation> = {}): Evaluation {
  return { app: "shop", resources, functions: [], sites: [], secrets: [], linkables: [], sources: [], ...more };
}

function resource(type: string, owner: string, inputs: Record<string, unknown> = {}): Resource {
  return { type, name: `${owner}${type.split(":").at(-1)}`, owner, custom: true, inputs };
}

const cdn = (owner: string, responseHeadersPolicyId?: string) =>
  resource("aws:cloudfront/distribution:Distribution", owner, {
    defaultCacheBehavior: { ...(responseHeadersPolicyId && { responseHeadersPolicyId }) },
  });

const queue = (owner: string, inputs = {}) => resource("aws:sqs/queue:Queue", owner, inputs);

const lambda = (owner: string, inputs = {}) => [
  resource("aws:iam/role:Role", owner, {
    inlinePolicies: [
      { policy: JSON.stringify({ statements: [{ effect: "Allow", actions: ["a:B"], resources: ["arn:c"] }] }) },
    ],
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "arn:other"],
  }),
  resource("aws:lambda/function:Function", owner, {
    runtime: "nodejs24.x",
    timeout: 10,
    memorySize: 512,
    architectures: ["arm64"],
    role: `arn:aws:iam::000000000000:role/${owner}`,
    environment: { variables: { SST_KEY: "…", B: "2", A: "1" } },
    ...inputs,
  }),
];

describe("what the laptop cannot honour is refused", () => {
  test.each([
    ["an unknown resource", resource("aws:kinesis/stream:Stream", "Clicks"), "Clicks (aws:kinesis/stream:Stream)"],
    ["a bucket that is no site's", resource("aws:s3/bucket:Bucket", "Uploads"), "Uploads (aws:s3/bucket:Bucket)"],
    [
      "a subscription of something else than a queue",
      resource("aws:sns/topicSubscription:TopicSubscription", "Mail", {
        topic: "arn:aws:sns:us-east-1:000000000000:News",
        protocol: "email",
        endpoint: "a@example.com",
      }),
      "protocol",
    ],
    [
      "a local index",
      resource("aws:dynamodb/table:Table", "Orders", {
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
        localSecondaryIndexes: [{ name: "byDay" }],
      }),
      "localSecondaryIndexes: is not supported yet",
    ],
  ])("%s", (_, unfit, message) => {
    expect(() => normalize(evaluation([unfit]))).toThrow(message);
  });

  test("all of it at once, by name", () => {
    const clicks = resource("aws:kinesis/stream:Stream", "Clicks");
    const files = resource("aws:efs/fileSystem:FileSystem", "Files");
    expect(() => normalize(evaluation([clicks, files]))).toThrow(/Clicks .*\n.*Files /);
  });
});

test("what has no meaning on a laptop, and components, are left out", () => {
  const graph = normalize(
    evaluation(
      [
        { ...resource("sst:aws:Kinesis", "Group"), custom: false },
        resource("aws:s3/bucket:Bucket", "Web"),
        resource("aws:s3/bucketObjectv2:BucketObjectv2", "Web"),
        cdn("Web"),
        resource("aws:cloudwatch/logGroup:LogGroup", "Logs"),
        resource("pulumi-nodejs:dynamic:Resource", "Upload"),
      ],
      { sites: [site] },
    ),
  );
  expect(graph.sites).toEqual([{ ...site, url: "https://web.site.offline", headers: {} }]);
});

describe("a site", () => {
  const policy = (inputs: Record<string, unknown>) => ({
    ...resource("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "Headers", inputs),
    name: "Headers",
  });
  const headersOf = (...resources: Resource[]) =>
    normalize(evaluation([...resources, cdn("Web", "Headers")], { sites: [site] })).sites[0]?.headers;

  test("has the headers of its policy, except those for HTTPS", () => {
    const securityHeadersConfig = {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "no-referrer", override: true },
      strictTransportSecurity: { accessControlMaxAgeSec: 60, override: true },
    };
    const customHeadersConfig = { items: [{ header: "X-Shop", value: "open", override: true }] };
    expect(headersOf(policy({ securityHeadersConfig, customHeadersConfig }))).toEqual({
      "content-security-policy": "default-src 'self'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "x-shop": "open",
    });
  });

  test("has a policy that the stacks make, with headers that are known", () => {
    expect(() => headersOf()).toThrow("Web has a response headers policy that no stack makes: Headers.");
    const corsConfig = { originOverride: true };
    expect(() => headersOf(policy({ corsConfig }))).toThrow("corsConfig: is not supported yet");
  });
});

test("queues have SQS's defaults, FIFO queues their physical name in URL and ARN", () => {
  const redrivePolicy = JSON.stringify({ deadLetterTargetArn: "arn:dead", maxReceiveCount: 3 });
  expect(normalize(evaluation([queue("Plain"), queue("Line", { fifoQueue: true, redrivePolicy })])).queues).toEqual([
    {
      name: "Line",
      arn: "arn:aws:sqs:us-east-1:000000000000:Line.fifo",
      url: "https://sqs.offline/000000000000/Line.fifo",
      fifo: true,
      contentBasedDeduplication: false,
      visibilityTimeoutSeconds: 30,
      retentionSeconds: 345_600,
      delaySeconds: 0,
      redrive: { deadLetterQueueArn: "arn:dead", maxReceiveCount: 3 },
    },
    expect.objectContaining({ name: "Plain", arn: "arn:aws:sqs:us-east-1:000000000000:Plain", fifo: false }),
  ]);
});

test("a function has its links, its role's statements and its own environment", () => {
  const links = { Orders: { type: "sst.aws.Queue", url: "u" }, Key: { type: "sst.sst.Secret", value: "v" } };
  const functions = [{ functionID: "Pay", handler: "src/pay.handler", links }];
  const [fn] = normalize(evaluation(lambda("Pay"), { functions })).functions;
  expect(fn).toMatchObject({
    handler: "src/pay.handler",
    links,
    permissions: [{ actions: ["a:B"], resources: ["arn:c"] }],
    managedPolicies: ["arn:other"],
  });
  expect(Object.entries(fn?.environment ?? {})).toEqual([
    ["A", "1"],
    ["B", "2"],
  ]);
  expect(Object.keys(fn?.links ?? {})).toEqual(["Key", "Orders"]);
});

test("the graph says who mails may be sent from, and on which conditions", () => {
  const conditions = [{ test: "StringEquals", variable: "ses:FromAddress", values: ["ads@example.com"] }];
  const policy = { statements: [{ effect: "Allow", actions: ["ses:SendEmail"], resources: ["arn:id"], conditions }] };
  const [role, ...rest] = lambda("Mailer");
  const inputs = { ...role?.inputs, inlinePolicies: [{ policy: JSON.stringify(policy) }] };
  const identity = resource("aws:sesv2/emailIdentity:EmailIdentity", "AdMail", {
    emailIdentity: "ads@example.com",
    configurationSetName: "AdMail",
  });
  const settings = resource("aws:sesv2/configurationSet:ConfigurationSet", "AdMail");
  const events = resource("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination", "AdMail", {
    configurationSetName: "AdMail",
    eventDestinationName: "bounces",
    eventDestination: {
      enabled: true,
      matchingEventTypes: ["BOUNCE"],
      snsDestination: { topicArn: "arn:aws:sns:us-east-1:000000000000:MailTopic" },
    },
  });
  const graph = normalize(
    evaluation([identity, settings, events, resource("aws:iam/role:Role", "Mailer", inputs), ...rest], {
      functions: [{ functionID: "Mailer", handler: "src/mail.handler", links: {} }],
    }),
  );
  expect(graph.mailIdentities).toEqual([
    {
      name: "AdMail",
      arn: "arn:aws:ses:us-east-1:000000000000:identity/ads@example.com",
      sender: "ads@example.com",
      configurationSet: {
        name: "AdMail",
        eventDestinations: [
          { name: "bounces", types: ["BOUNCE"], topicArn: "arn:aws:sns:us-east-1:000000000000:MailTopic" },
        ],
      },
    },
  ]);
  expect(graph.functions[0]?.permissions).toEqual([{ actions: ["ses:SendEmail"], resources: ["arn:id"], conditions }]);
});

test("a function whose code SST does not know is refused", () => {
  expect(() => normalize(evaluation(lambda("Raw")))).toThrow("The function Raw was not made by sst.aws.Function");
});

test("the order of registration does not matter", () => {
  const resources = ["C", "A", "B"].map((name) => queue(name));
  expect(normalize(evaluation(resources))).toEqual(normalize(evaluation(resources.toReversed())));
});

test("schedules keep their expression and time zone", () => {
  const schedule = resource("aws:scheduler/schedule:Schedule", "Nightly", {
    scheduleExpression: "cron(0 3 * * ? *)",
    scheduleExpressionTimezone: "Asia/Seoul",
    target: { arn: "arn:aws:lambda:us-east-1:000000000000:function:Report", roleArn: "arn:role" },
  });
  expect(normalize(evaluation([schedule])).schedules).toEqual([
    {
      name: "Nightly",
      expression: "cron(0 3 * * ? *)",
      timezone: "Asia/Seoul",
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:Report",
      enabled: true,
    },
  ]);
});

describe("a WebSocket API", () => {
  const lambdaArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  const invocation = (name: string) =>
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${lambdaArn(name)}/invocations`;
  const api = (inputs = {}) =>
    resource("aws:apigatewayv2/api:Api", "Chat", {
      protocolType: "WEBSOCKET",
      routeSelectionExpression: "$request.body.action",
      ...inputs,
    });
  const integration = (inputs = {}) =>
    resource("aws:apigatewayv2/integration:Integration", "ChatJoin", {
      apiId: "Chat",
      integrationType: "AWS_PROXY",
      integrationUri: invocation("Join"),
      ...inputs,
    });
  const route = (inputs = {}) =>
    resource("aws:apigatewayv2/route:Route", "ChatJoin", {
      apiId: "Chat",
      routeKey: "$connect",
      target: `integrations/${integration().name}`,
      authorizationType: "NONE",
      ...inputs,
    });
  const authorizer = (inputs = {}) =>
    resource("aws:apigatewayv2/authorizer:Authorizer", "ChatGate", {
      apiId: "Chat",
      authorizerType: "REQUEST",
      authorizerUri: invocation("Gate"),
      identitySources: ["route.request.querystring.token", "route.request.header.X-Room"],
      ...inputs,
    });
  const stage = (inputs = {}) =>
    resource("aws:apigatewayv2/stage:Stage", "Chat", { apiId: "Chat", name: "$default", autoDeploy: true, ...inputs });

  test("has its routes and authorizers, apart from HTTP APIs", () => {
    const shop = resource("aws:apigatewayv2/api:Api", "Shop", { protocolType: "HTTP" });
    const guarded = route({ authorizationType: "CUSTOM", authorizerId: authorizer().name });
    const graph = normalize(evaluation([shop, api(), stage(), integration(), authorizer(), guarded]));
    expect(graph.httpApis.map(({ name }) => name)).toEqual(["Shop"]);
    expect(graph.socketApis).toEqual([
      {
        name: "Chat",
        url: "wss://chat.socket.offline/$default",
        routeSelection: ["action"],
        authorizers: [
          {
            name: "ChatGate",
            functionArn: lambdaArn("Gate"),
            identitySources: [
              { in: "querystring", name: "token" },
              { in: "header", name: "X-Room" },
            ],
          },
        ],
        routes: [{ route: "$connect", functionArn: lambdaArn("Join"), authorizer: "ChatGate" }],
      },
    ]);
  });

  const complete = [api(), stage(), integration(), authorizer(), route()];
  test.each([
    ["another selection", api({ routeSelectionExpression: "$request.header.x" }), "routeSelectionExpression: only a"],
    ["an API key", api({ apiKeySelectionExpression: "$request.header.x-api-key" }), "apiKeySelectionExpression"],
    ["another stage", stage({ name: "live" }), "name: only the stage $default"],
    ["stage variables", stage({ stageVariables: { a: "1" } }), "stageVariables: is not supported yet"],
    ["IAM authorization", route({ authorizationType: "AWS_IAM" }), "authorizationType: only a Lambda function"],
    ["JWT authorization", route({ authorizationType: "JWT" }), "authorizationType: only a Lambda function"],
    ["a JWT authorizer", authorizer({ authorizerType: "JWT" }), "WebSocket APIs have no JWT authorizers"],
    ["another identity source", authorizer({ identitySources: ["context.path"] }), "identitySources.0: only"],
    ["an unknown authorizer", route({ authorizationType: "CUSTOM", authorizerId: "None" }), "has no authorizer None"],
    ["a route response", route({ routeResponseSelectionExpression: "$default" }), "routeResponseSelectionExpression"],
    ["another integration", integration({ integrationType: "HTTP" }), "integrationType: only Lambda functions"],
    ["a route to nowhere", route({ target: "integrations/none" }), "No function answers the route"],
    [
      "a domain",
      resource("aws:apigatewayv2/domainName:DomainName", "Chat"),
      "Chat (aws:apigatewayv2/domainName:DomainName)",
    ],
    [
      "responses",
      resource("aws:apigatewayv2/routeResponse:RouteResponse", "Chat", { apiId: "Chat" }),
      "Chat (aws:apigatewayv2/routeResponse:RouteResponse)",
    ],
  ])("with %s is refused", (_, unfit, message) => {
    const others = complete.filter(({ type }) => type !== unfit.type);
    expect(() => normalize(evaluation([...others, unfit]))).toThrow(message);
  });

  test("does not share its path with another API", () => {
    const http = resource("aws:apigatewayv2/api:Api", "ChatApi", { protocolType: "HTTP" });
    expect(() => normalize(evaluation([...complete, http]))).toThrow(
      "The APIs Chat and ChatApi would both answer under",
    );
  });
});

test("an HTTP API with an unknown authorizer is refused", () => {
  const parts = [
    resource("aws:apigatewayv2/api:Api", "Shop", { protocolType: "HTTP" }),
    resource("aws:apigatewayv2/stage:Stage", "Shop", { apiId: "Shop", name: "$default", autoDeploy: true }),
    resource("aws:apigatewayv2/integration:Integration", "Orders", {
      apiId: "Shop",
      integrationType: "AWS_PROXY",
      integrationUri: "arn:aws:lambda:us-east-1:000000000000:function:Orders",
      payloadFormatVersion: "2.0",
    }),
    resource("aws:apigatewayv2/route:Route", "GetOrders", {
      apiId: "Shop",
      routeKey: "GET /orders",
      target: "integrations/Orders",
      authorizationType: "JWT",
      authorizerId: "None",
    }),
  ];
  expect(() => normalize(evaluation(parts))).toThrow("Shop has no authorizer None.");
});

describe("a user pool", () => {
  const pool = (owner: string, inputs = {}) => resource("aws:cognito/userPool:UserPool", owner, inputs);
  const client = (inputs = {}) =>
    resource("aws:cognito/userPoolClient:UserPoolClient", "Desk", {
      userPoolId: "People",
      allowedOauthFlows: ["code"],
      allowedOauthScopes: ["openid"],
      callbackUrls: ["https://web.site.offline/back"],
      ...inputs,
    });

  test("has its groups and clients, with Cognito's lifetimes where none are given", () => {
    const groups = ["tasters", "bakers"].map((name) =>
      resource("aws:cognito/userGroup:UserGroup", name, { name, userPoolId: "People" }),
    );
    expect(normalize(evaluation([pool("People"), ...groups, client()])).userPools).toEqual([
      {
        name: "People",
        issuer: "https://people.userpool.offline",
        groups: ["bakers", "tasters"],
        clients: [
          {
            name: "Desk",
            callbackUrls: ["https://web.site.offline/back"],
            logoutUrls: [],
            scopes: ["openid"],
            idTokenSeconds: 3600,
            accessTokenSeconds: 3600,
            refreshTokenSeconds: 30 * 86_400,
            rotatesRefreshTokens: false,
          },
        ],
      },
    ]);
  });

  test("has lifetimes in the units that are given", () => {
    const given = client({
      idTokenValidity: 2,
      accessTokenValidity: 5,
      refreshTokenValidity: 12,
      tokenValidityUnits: { accessToken: "minutes", refreshToken: "hours" },
      refreshTokenRotation: { feature: "ENABLED" },
    });
    expect(normalize(evaluation([pool("People"), given])).userPools[0]?.clients[0]).toMatchObject({
      idTokenSeconds: 7200,
      accessTokenSeconds: 300,
      refreshTokenSeconds: 43_200,
      rotatesRefreshTokens: true,
    });
  });

  test.each([
    ["is the only one", [pool("People"), pool("Robots")], "Only one user pool is supported: People, Robots"],
    ["has no triggers", [pool("People", { lambdaConfig: { preSignUp: "arn:x" } })], "lambdaConfig"],
    ["has clients without a secret", [client({ generateSecret: true })], "without a secret"],
    ["has clients of the code flow", [client({ allowedOauthFlows: ["implicit"] })], "only the code flow"],
  ])("%s", (_, resources, message) => {
    expect(() => normalize(evaluation(resources))).toThrow(message);
  });
});
