import { accountId, placeholder, region } from "../../src/graph/addresses.ts";
import type { Graph, Permission, Queue, ResourcePermission, Table, UserPool } from "../../src/graph/types.ts";
import { eventSourceMapping, lambdaFunction } from "../functions.ts";

/**
 * A small system to run the runtime with: notes written through an API go from the table's stream to a topic, from
 * there to a queue, and are counted by the queue's consumer. Clients connected to a socket get their messages back.
 */
export function notesGraph(change: Partial<Graph> = {}): Graph {
  const noteTable = table("NoteTable", { ttlAttribute: "expiresAt" });
  const countTable: Table = { ...table("CountTable"), stream: undefined };
  const topicArn = arnOf("sns", "NoteTopic");
  const queue = queueOf("NoteQueue", {
    redrive: { deadLetterQueueArn: arnOf("sqs", "NoteQueueDlq"), maxReceiveCount: 3 },
    policy: [acceptingFrom(topicArn, arnOf("sqs", "NoteQueue"))],
  });
  const links = {
    NoteTable: { type: "sst.aws.Dynamo", name: noteTable.name },
    CountTable: { type: "sst.aws.Dynamo", name: countTable.name },
    NoteTopic: { type: "sst.aws.SnsTopic", arn: topicArn },
    NoteApi: { type: "sst.aws.ApiGatewayV2", url: placeholder.httpApi("NoteApi") },
    NoteSocket: {
      type: "sst.aws.ApiGatewayWebSocket",
      url: placeholder.socketApi("NoteSocket"),
      managementEndpoint: placeholder.socketManagement("NoteSocket"),
    },
    Greeting: { type: "sst.sst.Secret", value: "hello" },
  };
  const counts = may(["dynamodb:UpdateItem"], countTable.arn);
  const api = lambdaFunction({
    name: "NoteFunction",
    handler: "handlers/api.handler",
    links,
    permissions: [
      may(["dynamodb:PutItem", "dynamodb:GetItem"], noteTable.arn),
      may(["dynamodb:GetItem"], countTable.arn),
    ],
  });
  const relay = lambdaFunction({
    name: "NoteRelay",
    handler: "handlers/relay.handler",
    links,
    permissions: [may(streamActions, noteTable.stream?.arn ?? ""), may(["sns:Publish"], topicArn)],
  });
  const counter = lambdaFunction({
    name: "NoteQueueConsumer",
    handler: "handlers/count.handler",
    links,
    permissions: [may(consumingActions, queue.arn), counts],
  });
  const socket = lambdaFunction({
    name: "NoteSocketFunction",
    handler: "handlers/socket.handler",
    links,
    permissions: [may(["execute-api:ManageConnections"], `${arnOf("execute-api", "NoteSocket")}/*`), counts],
  });
  const gate = lambdaFunction({ name: "NoteGate", handler: "handlers/socket.authorize", links });
  const welcome = lambdaFunction({
    name: "Welcome",
    handler: "handlers/welcome.handler",
    links,
    permissions: [counts],
  });
  return {
    app: "notes",
    policies: [],
    tables: [noteTable, countTable],
    queues: [queue, queueOf("NoteQueueDlq", { retentionSeconds: 1_209_600 })],
    topics: [
      {
        name: "NoteTopic",
        arn: topicArn,
        fifo: false,
        subscriptions: [
          {
            name: "NoteQueueSubscription",
            queueArn: queue.arn,
            rawDelivery: true,
            filterPolicy: { type: ["note.written"] },
            filterPolicyScope: "MessageBody",
          },
        ],
      },
    ],
    functions: [api, relay, counter, socket, gate, welcome],
    eventSourceMappings: [
      eventSourceMapping({ name: "NoteQueueMapping", sourceArn: queue.arn, functionArn: counter.arn }),
      eventSourceMapping({
        name: "NoteRelayMapping",
        sourceArn: noteTable.stream?.arn ?? "",
        functionArn: relay.arn,
        startingPosition: "TRIM_HORIZON",
        filters: [{ eventName: ["INSERT"] }],
      }),
    ],
    httpApis: [
      {
        name: "NoteApi",
        url: placeholder.httpApi("NoteApi"),
        authorizers: [],
        routes: [{ route: "$default", functionArn: api.arn }],
      },
    ],
    socketApis: [
      {
        name: "NoteSocket",
        url: placeholder.socketApi("NoteSocket"),
        routeSelection: ["action"],
        authorizers: [
          { name: "NoteGate", functionArn: gate.arn, identitySources: [{ in: "querystring", name: "name" }] },
        ],
        routes: [
          { route: "$connect", functionArn: socket.arn, authorizer: "NoteGate" },
          { route: "$default", functionArn: socket.arn },
          { route: "$disconnect", functionArn: socket.arn },
        ],
      },
    ],
    schedules: [],
    alarms: [],
    mailIdentities: [],
    userPools: [],
    secrets: [{ name: "Greeting", placeholder: "hello" }],
    sites: [
      {
        name: "Notebook",
        url: placeholder.site("Notebook"),
        path: "site",
        build: { command: "node build.mjs", output: "dist" },
        environment: { VITE_NOTES_URL: placeholder.httpApi("NoteApi") },
        headers: { "x-content-type-options": "nosniff" },
        fileOptions: [{ files: ["**"], ignore: [], cacheControl: "no-cache" }],
      },
    ],
    invocations: [{ name: "WelcomeInvocation", functionArn: welcome.arn, input: '{"text":"welcome"}' }],
    ...change,
  };
}

/** The permissions a function's role needs to be invoked by a table's stream, or a queue. */
export const streamActions = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
  (action) => `dynamodb:${action}`,
);
export const consumingActions = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].map(
  (action) => `sqs:${action}`,
);

export const may = (actions: string[], ...resources: string[]): Permission => ({ actions, resources });

/** The statement of a queue's policy that allows a topic to deliver to it. */
export function acceptingFrom(topicArn: string, queueArn: string): ResourcePermission {
  return {
    principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
    actions: ["sqs:SendMessage"],
    resources: [queueArn],
    conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [topicArn] }],
  };
}

export function table(name: string, given: Partial<Table> = {}): Table {
  const arn = `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
  return {
    name,
    arn,
    attributes: { id: "S" },
    key: { hash: "id" },
    indexes: [],
    stream: { arn: `${arn}/stream/1`, view: "NEW_IMAGE" },
    ...given,
  };
}

export function queueOf(name: string, given: Partial<Queue> = {}): Queue {
  const physicalName = given.fifo ? `${name}.fifo` : name;
  return {
    name,
    arn: arnOf("sqs", physicalName),
    url: placeholder.queue(physicalName),
    fifo: false,
    contentBasedDeduplication: false,
    visibilityTimeoutSeconds: 60,
    retentionSeconds: 345_600,
    delaySeconds: 0,
    ...given,
  };
}

export function arnOf(service: "sqs" | "sns" | "execute-api", name: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${name}`;
}

/** A user pool, for tests that need sign-in. */
export const people: UserPool = {
  name: "People",
  issuer: placeholder.userPool("People"),
  groups: ["writers"],
  clients: [
    {
      name: "Desk",
      callbackUrls: ["http://localhost:3000/signed-in"],
      logoutUrls: ["http://localhost:3000/"],
      scopes: ["openid", "email", "profile"],
      idTokenSeconds: 300,
      accessTokenSeconds: 300,
      refreshTokenSeconds: 3600,
      rotatesRefreshTokens: true,
    },
  ],
};
