import { accountId, placeholder, region } from "../../src/graph/addresses.ts";
import type { Graph, Queue, Table } from "../../src/graph/types.ts";
import { eventSourceMapping, lambdaFunction } from "../functions.ts";

/**
 * A system of its own, to run the runtime with: notes that are written through an API go from the table's stream to a
 * topic, from there to a queue, and are counted by the queue's consumer. Those who connect to a socket hear what they say.
 */
export function notesGraph(change: Partial<Graph> = {}): Graph {
  const noteTable = table("NoteTable", { ttlAttribute: "expiresAt" });
  const countTable: Table = { ...table("CountTable"), stream: undefined };
  const queue = queueOf("NoteQueue", {
    redrive: { deadLetterQueueArn: arnOf("sqs", "NoteQueueDlq"), maxReceiveCount: 3 },
  });
  const topicArn = arnOf("sns", "NoteTopic");
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
  const api = lambdaFunction({ name: "NoteFunction", handler: "handlers/api.handler", links });
  const relay = lambdaFunction({ name: "NoteRelay", handler: "handlers/relay.handler", links });
  const counter = lambdaFunction({ name: "NoteQueueConsumer", handler: "handlers/count.handler", links });
  const socket = lambdaFunction({ name: "NoteSocketFunction", handler: "handlers/socket.handler", links });
  const gate = lambdaFunction({ name: "NoteGate", handler: "handlers/socket.authorize", links });
  const welcome = lambdaFunction({ name: "Welcome", handler: "handlers/welcome.handler", links });
  return {
    app: "notes",
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

export function arnOf(service: "sqs" | "sns", name: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${name}`;
}
