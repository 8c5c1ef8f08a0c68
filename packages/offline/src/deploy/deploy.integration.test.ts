import { createServer } from "node:http";
import { DescribeTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { GetTopicAttributesCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../test/functions.ts";
import { arnOf, notesGraph, queueOf, table } from "../../test/notes/graph.ts";
import { clientConfig } from "../engines/client-config.ts";
import { startDynamoDb } from "../engines/dynamodb/start.ts";
import { startMail } from "../engines/ses/start.ts";
import { startMessaging } from "../engines/sqs/start.ts";
import { accountId, region } from "../graph/addresses.ts";
import type { Graph, MailEventDestination, Queue } from "../graph/types.ts";
import { close, listen } from "../http/listen.ts";
import { deploy } from "./deploy.ts";
import { deployMail } from "./mail.ts";

type Described = Pick<Graph, "tables" | "queues" | "topics" | "mailIdentities">;

async function startEngines() {
  const dataDir = await temporaryFolder();
  const dynamodb = await startDynamoDb({ port: 0, dataDir });
  const messaging = await startMessaging({ port: 0, dataDir, region, accountId });
  const mail = await startMail({ port: 0, dataDir, snsUrl: messaging.url });
  const clients = {
    dynamodb: new DynamoDBClient(clientConfig(dynamodb.url)),
    sqs: new SQSClient(clientConfig(messaging.url)),
    sns: new SNSClient(clientConfig(messaging.url)),
    ses: new SESv2Client(clientConfig(mail.url)),
  };
  onTestFinished(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await Promise.all([dynamodb.stop(), messaging.stop(), mail.stop()]);
  });
  const url = (queue: string) => `${messaging.url}/${accountId}/${queue}`;
  return {
    ...clients,
    url,
    deploy: (graph: Described) =>
      deploy(graph, { dynamodb: dynamodb.url, sqs: messaging.url, sns: messaging.url, ses: mail.url }),
    async attributes(queue: string) {
      const { Attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url(queue), AttributeNames: ["All"] }),
      );
      return Attributes;
    },
    async receive(queue: string) {
      const { Messages = [] } = await clients.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url(queue), MaxNumberOfMessages: 10 }),
      );
      return Messages.map(({ Body }) => Body);
    },
  };
}

const redrive = (dlq: string, maxReceiveCount = 3) => ({ deadLetterQueueArn: arnOf("sqs", dlq), maxReceiveCount });

function queues(change: Partial<Queue> = {}): Described {
  return {
    tables: [],
    topics: [],
    mailIdentities: [],
    queues: [
      queueOf("Work", { redrive: redrive("WorkDlq"), delaySeconds: 1, visibilityTimeoutSeconds: 120, ...change }),
      queueOf("WorkDlq", { retentionSeconds: 1_209_600 }),
      queueOf("Lane", { fifo: true, contentBasedDeduplication: true, redrive: redrive("LaneDlq.fifo") }),
      queueOf("LaneDlq", { fifo: true }),
    ],
  };
}

test("deploying again changes nothing", async () => {
  const { deploy } = await startEngines();
  const first = await deploy(notesGraph());
  expect(first.changes.toSorted()).toEqual([
    "queue NoteQueue created",
    "queue NoteQueueDlq created",
    "table CountTable created",
    "table NoteTable created",
    "topic NoteTopic created",
  ]);
  expect(await deploy(notesGraph())).toEqual({ changes: [], leftAlone: [] });
});

test("queues have every attribute of the graph", async () => {
  const { deploy, attributes } = await startEngines();
  await deploy(queues());
  expect(await attributes("Work")).toMatchObject({
    QueueArn: arnOf("sqs", "Work"),
    VisibilityTimeout: "120",
    MessageRetentionPeriod: "345600",
    DelaySeconds: "1",
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf("sqs", "WorkDlq"), maxReceiveCount: 3 }),
  });
  expect(await attributes("WorkDlq")).toMatchObject({ MessageRetentionPeriod: "1209600" });
  expect(await attributes("Lane.fifo")).toMatchObject({ FifoQueue: "true", ContentBasedDeduplication: "true" });
  expect(await attributes("LaneDlq.fifo")).toMatchObject({ FifoQueue: "true", ContentBasedDeduplication: "false" });
});

test("the graph's settings are applied to queues and topics, and removed again", async () => {
  const { deploy, attributes, sns } = await startEngines();
  const settings = {
    receiveWaitSeconds: 20,
    maximumMessageBytes: 1024,
    redriveAllow: { redrivePermission: "denyAll" as const },
  };
  const lane = {
    fifo: true,
    deduplicationScope: "messageGroup" as const,
    fifoThroughputLimit: "perMessageGroupId" as const,
  };
  const topic = { name: "Feed", arn: arnOf("sns", "Feed.fifo"), fifo: true, subscriptions: [] };
  const described = (queues: Queue[], feed: object): Described => ({
    tables: [],
    mailIdentities: [],
    queues,
    topics: [{ ...topic, ...feed }],
  });
  const feed = async () => (await sns.send(new GetTopicAttributesCommand({ TopicArn: topic.arn }))).Attributes ?? {};
  await deploy(
    described([queueOf("Work", settings), queueOf("Lane", lane)], {
      contentBasedDeduplication: true,
      fifoThroughputScope: "MessageGroup",
    }),
  );

  expect(await attributes("Work")).toMatchObject({
    ReceiveMessageWaitTimeSeconds: "20",
    MaximumMessageSize: "1024",
    RedriveAllowPolicy: '{"redrivePermission":"denyAll"}',
  });
  expect(await attributes("Lane.fifo")).toMatchObject({
    DeduplicationScope: "messageGroup",
    FifoThroughputLimit: "perMessageGroupId",
  });
  expect(await feed()).toMatchObject({ ContentBasedDeduplication: "true", FifoThroughputScope: "MessageGroup" });
  const plain = described([queueOf("Work"), queueOf("Lane", { fifo: true })], {});
  expect((await deploy(plain)).changes.toSorted()).toEqual([
    "queue Lane: DeduplicationScope, FifoThroughputLimit changed",
    "queue Work: MaximumMessageSize, ReceiveMessageWaitTimeSeconds, RedriveAllowPolicy changed",
    "topic Feed: ContentBasedDeduplication changed",
    "topic Feed: FifoThroughputScope changed",
  ]);
  expect((await deploy(plain)).changes).toEqual([]);
});

test("changed attributes of a queue are set, its messages stay", async () => {
  const { deploy, attributes, sqs, url, receive } = await startEngines();
  await deploy(queues({ delaySeconds: 0 }));
  await sqs.send(new SendMessageCommand({ QueueUrl: url("Work"), MessageBody: "kept" }));
  const { changes } = await deploy(
    queues({ delaySeconds: 0, visibilityTimeoutSeconds: 30, redrive: redrive("WorkDlq", 5) }),
  );
  expect(changes).toEqual(["queue Work: RedrivePolicy, VisibilityTimeout changed"]);
  expect(await attributes("Work")).toMatchObject({
    VisibilityTimeout: "30",
    RedrivePolicy: expect.stringContaining('"maxReceiveCount":5'),
  });
  expect(await receive("Work")).toEqual(["kept"]);
});

test("a redrive policy that is gone from the graph is taken off", async () => {
  const { deploy, attributes } = await startEngines();
  await deploy(queues());
  expect((await deploy(queues({ redrive: undefined }))).changes).toEqual(["queue Work: RedrivePolicy changed"]);
  expect((await attributes("Work"))?.RedrivePolicy).toBeUndefined();
  expect((await deploy(queues({ redrive: undefined }))).changes).toEqual([]);
});

test("subscriptions follow the graph: filter, raw delivery, and their end", async () => {
  const { deploy, sns, receive } = await startEngines();
  const graph = notesGraph();
  const topic = graph.topics[0] as Graph["topics"][number];
  const subscription = topic.subscriptions[0] as (typeof topic.subscriptions)[number];
  const publish = (type: string) =>
    sns.send(new PublishCommand({ TopicArn: topic.arn, Message: JSON.stringify({ type }) }));
  const become = (subscriptions: typeof topic.subscriptions) =>
    deploy({ ...graph, topics: [{ ...topic, subscriptions }] });

  await deploy(graph);
  await publish("note.read");
  await publish("note.written");
  expect(await receive("NoteQueue")).toEqual(['{"type":"note.written"}']);

  const other = { ...subscription, filterPolicy: { type: ["note.read"] } };
  expect((await become([other])).changes).toEqual(["subscription NoteQueueSubscription: FilterPolicy changed"]);
  await publish("note.written");
  await publish("note.read");
  expect(await receive("NoteQueue")).toEqual(['{"type":"note.read"}']);

  const all = { ...subscription, filterPolicy: undefined, filterPolicyScope: undefined, rawDelivery: false };
  await become([all]);
  expect((await become([all])).changes).toEqual([]);
  await publish("anything");
  expect(JSON.parse((await receive("NoteQueue"))[0] ?? "")).toMatchObject({ Message: '{"type":"anything"}' });

  expect((await become([])).changes).toEqual(["subscription of queue NoteQueue to topic NoteTopic ended"]);
  await publish("note.written");
  expect(await receive("NoteQueue")).toEqual([]);
});

test("tables get new indexes over the items they have, and a new stream view and time to live", async () => {
  const { deploy, dynamodb } = await startEngines();
  const plain = table("NoteTable", { ttlAttribute: "expiresAt" });
  const graph = (tables: Graph["tables"]) => ({ tables, queues: [], topics: [], mailIdentities: [] });
  await deploy(graph([plain]));
  await dynamodb.send(new PutItemCommand({ TableName: "NoteTable", Item: { id: { S: "a" }, by: { S: "Kim" } } }));

  const indexed = {
    ...plain,
    attributes: { id: "S", by: "S" } as const,
    indexes: [{ name: "byAuthor", key: { hash: "by", range: "id" }, projection: "ALL" as const }],
    stream: { arn: "", view: "NEW_AND_OLD_IMAGES" as const },
    ttlAttribute: "endsAt",
  };
  expect((await deploy(graph([indexed]))).changes).toEqual([
    "index byAuthor of table NoteTable created",
    "stream of table NoteTable is now NEW_AND_OLD_IMAGES",
    "time to live of table NoteTable is now endsAt",
  ]);
  expect((await deploy(graph([indexed]))).changes).toEqual([]);
  const { Items } = await dynamodb.send(new ScanCommand({ TableName: "NoteTable", IndexName: "byAuthor" }));
  expect(Items).toEqual([{ id: { S: "a" }, by: { S: "Kim" } }]);

  expect((await deploy(graph([plain]))).changes).toContain("index byAuthor of table NoteTable deleted");
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: "NoteTable" }));
  expect(Table?.GlobalSecondaryIndexes ?? []).toEqual([]);
});

test("a table whose key changed is refused and keeps its items", async () => {
  const { deploy, dynamodb } = await startEngines();
  await deploy(notesGraph());
  await dynamodb.send(new PutItemCommand({ TableName: "NoteTable", Item: { id: { S: "a" } } }));
  const changed = table("NoteTable", { attributes: { id: "S", at: "N" }, key: { hash: "id", range: "at" } });
  await expect(deploy({ ...notesGraph(), tables: [changed] })).rejects.toThrow(
    'the key of table NoteTable is now "id S / at N" and was "id S"',
  );
  const { Count } = await dynamodb.send(new ScanCommand({ TableName: "NoteTable" }));
  expect(Count).toBe(1);
});

test("what has left the graph is reported and kept", async () => {
  const { deploy, sqs, url, receive } = await startEngines();
  await deploy({ ...queues({ delaySeconds: 0 }), tables: [table("OldTable")] });
  await sqs.send(new SendMessageCommand({ QueueUrl: url("Work"), MessageBody: "kept" }));
  const { leftAlone, changes } = await deploy({ tables: [], queues: [], topics: [], mailIdentities: [] });
  expect(changes).toEqual([]);
  expect(leftAlone.toSorted()).toEqual([
    "queue Lane.fifo",
    "queue LaneDlq.fifo",
    "queue Work",
    "queue WorkDlq",
    "table OldTable",
  ]);
  expect(await receive("Work")).toEqual(["kept"]);
});

test("the topics for mail events follow the graph", async () => {
  const { deploy, ses } = await startEngines();
  const told = (eventDestinations: MailEventDestination[], set = "ShopMail"): Described => ({
    tables: [],
    queues: [],
    topics: [],
    mailIdentities: [
      { name: "ShopMail", arn: "", sender: "shop@example.com", configurationSet: { name: set, eventDestinations } },
    ],
  });
  const bounces: MailEventDestination = { name: "bounces", types: ["BOUNCE"], topicArn: arnOf("sns", "MailTopic") };

  expect((await deploy(told([bounces]))).changes).toEqual([
    "mail events ShopMail/bounces created",
    "mail identity ShopMail created",
  ]);
  expect((await deploy(told([bounces]))).changes).toEqual([]);
  expect((await deploy(told([{ ...bounces, types: ["BOUNCE", "REJECT"] }]))).changes).toEqual([
    "mail events ShopMail/bounces changed",
  ]);
  expect((await deploy(told([]))).changes).toEqual(["mail events ShopMail/bounces ended"]);
  expect((await deploy(told([], "OtherSet"))).changes).toEqual(["mail identity ShopMail: configuration set changed"]);
  const { ConfigurationSetName } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: "shop@example.com" }));
  expect(ConfigurationSetName).toBe("OtherSet");
});

test("an SES that can only send is accepted, and a note says that bounces are not reported", async () => {
  const server = createServer((_, response) => response.writeHead(404).end("<UnknownOperationException/>"));
  const ses = new SESv2Client(clientConfig(`http://127.0.0.1:${await listen(server, 0)}`));
  onTestFinished(async () => {
    ses.destroy();
    await close(server);
  });
  const configurationSet = { name: "ShopMail", eventDestinations: [] };
  expect(await deployMail(ses, [{ name: "ShopMail", arn: "", sender: "shop@example.com", configurationSet }])).toEqual([
    expect.stringContaining("nobody will be told of bounces"),
  ]);
});
