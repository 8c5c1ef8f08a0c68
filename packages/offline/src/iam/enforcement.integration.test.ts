import { isDeepStrictEqual } from "node:util";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test, vi } from "vitest";
import { lambdaFunction } from "../../test/functions.ts";
import { arnOf, may, notesGraph, queueOf, table } from "../../test/notes/graph.ts";
import type { Call } from "../../test/notes/handlers/call.ts";
import { openNotes } from "../../test/notes/start.ts";
import { clientConfig } from "../engines/client-config.ts";
import { accountId, region } from "../graph/addresses.ts";
import type { Graph, Permission, Table } from "../graph/types.ts";
import type { RuntimeOptions } from "../runtime.ts";

const patience = { timeout: 15_000, interval: 25 };

interface Case {
  name: string;
  call: Call;
  needs: Permission[];
  /** The permission of `needs` that is taken away, and the error of the call without it. */
  without: Permission;
  error: { status: number; name: string; message: string };
}

const user = (name: string) => `arn:aws:sts::${accountId}:assumed-role/${name}Role/${name}`;
/** AWS's wording for most services. `<name>` is the refused function. */
const refusal = (action: string, resource?: string) =>
  `User: ${user("<name>")} is not authorized to perform: ${action}${resource ? ` on resource: ${resource}` : ""} ` +
  `because no identity-based policy allows the ${action} action`;

const notes = table("NoteTable").arn;
const counts = table("CountTable").arn;
const id = { id: { S: "1" } };
const stream = `${notes}/stream/1`;
/** In the form that the engine issues. */
const ShardIterator = Buffer.from(
  JSON.stringify({ table_name: "NoteTable", shard_id: "shardId-00000001-NoteTable", position: 0 }),
).toString("base64");
const inIndex = `${notes}/index/byText`;
const queue = queueOf("CallQueue");
const dlq = queueOf("CallQueueDlq");
const QueueUrl = queue.url;
const topic = arnOf("sns", "NoteTopic");
const welcome = `arn:aws:lambda:${region}:${accountId}:function:Welcome`;
const welcomeLog = `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/Welcome`;
const mapping = `arn:aws:lambda:${region}:${accountId}:event-source-mapping:NoteQueueMapping`;
const sender = {
  identity: "notes.example",
  arn: `arn:aws:ses:${region}:${accountId}:identity/notes.example`,
};
const set = `arn:aws:ses:${region}:${accountId}:configuration-set/Mails`;
const mail = (from: string): Call => ({
  service: "ses",
  command: "SendEmail",
  input: {
    FromEmailAddress: from,
    Destination: { ToAddresses: ["you@example.com"] },
    Content: { Simple: { Subject: { Data: "Hello" }, Body: { Text: { Data: "…" } } } },
  },
});
const asShop = [{ test: "StringEquals", variable: "ses:FromAddress", values: ["shop@notes.example"] }];

const dynamodb = (
  name: string,
  { command = name, input, action, resource }: { command?: string; input: object; action: string; resource: string },
  also: Permission[] = [],
): Case => {
  const without = may([`dynamodb:${action}`], resource);
  const error = { status: 400, name: "AccessDeniedException", message: refusal(`dynamodb:${action}`, resource) };
  return { name, call: { service: "dynamodb", command, input }, needs: [without, ...also], without, error };
};

const streams = (command: string, input: object): Case => {
  const without = may([`dynamodb:${command}`], stream);
  const error = { status: 400, name: "AccessDeniedException", message: refusal(`dynamodb:${command}`, stream) };
  return { name: command, call: { service: "streams", command, input }, needs: [without], without, error };
};

const sqs = (command: string, action: string, input: object = {}): Case => {
  const without = may([`sqs:${action}`], queue.arn);
  const message = refusal(`sqs:${action.toLowerCase()}`, queue.arn);
  const error = { status: 403, name: "AccessDenied", message };
  return {
    name: command,
    call: { service: "sqs", command, input: { QueueUrl, ...input } },
    needs: [without],
    without,
    error,
  };
};

const moving = ["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].map(
  (it) => `sqs:${it}`,
);

const put = { Put: { TableName: "NoteTable", Item: id } };
const cases: Case[] = [
  dynamodb("GetItem", { input: { TableName: "NoteTable", Key: id }, action: "GetItem", resource: notes }),
  dynamodb("PutItem", { input: { TableName: "NoteTable", Item: id }, action: "PutItem", resource: notes }),
  dynamodb("DeleteItem", { input: { TableName: "NoteTable", Key: id }, action: "DeleteItem", resource: notes }),
  dynamodb("UpdateItem", {
    input: {
      TableName: "NoteTable",
      Key: id,
      UpdateExpression: "SET #text = :text",
      ExpressionAttributeNames: { "#text": "text" },
      ExpressionAttributeValues: { ":text": { S: '"TableName":"CountTable"' } },
    },
    action: "UpdateItem",
    resource: notes,
  }),
  dynamodb("Scan", { input: { TableName: "NoteTable" }, action: "Scan", resource: notes }),
  dynamodb(
    "QueryOfIndex",
    {
      command: "Query",
      input: {
        TableName: "NoteTable",
        IndexName: "byText",
        KeyConditionExpression: "#text = :text",
        ExpressionAttributeNames: { "#text": "text" },
        ExpressionAttributeValues: { ":text": { S: "hello" } },
      },
      action: "Query",
      resource: inIndex,
    },
    [may(["dynamodb:Query"], notes)],
  ),
  dynamodb("BatchGetItem", {
    input: { RequestItems: { NoteTable: { Keys: [id] } } },
    action: "BatchGetItem",
    resource: notes,
  }),
  dynamodb(
    "BatchWriteItem",
    {
      input: {
        RequestItems: { NoteTable: [{ PutRequest: { Item: id } }], CountTable: [{ PutRequest: { Item: id } }] },
      },
      action: "BatchWriteItem",
      resource: counts,
    },
    [may(["dynamodb:BatchWriteItem", "dynamodb:PutItem"], notes)],
  ),
  dynamodb(
    "TransactWriteItems",
    {
      input: {
        TransactItems: [
          put,
          { ConditionCheck: { TableName: "CountTable", Key: id, ConditionExpression: "attribute_exists(id)" } },
        ],
      },
      action: "ConditionCheckItem",
      resource: counts,
    },
    [may(["dynamodb:PutItem"], notes)],
  ),
  dynamodb("TransactGetItems", {
    input: { TransactItems: [{ Get: { TableName: "NoteTable", Key: id } }] },
    action: "GetItem",
    resource: notes,
  }),
  streams("ListStreams", { TableName: "NoteTable" }),
  streams("GetRecords", { ShardIterator }),
  sqs("SendMessage", "SendMessage", { MessageBody: "hello" }),
  sqs("SendMessageBatch", "SendMessage", { Entries: [{ Id: "1", MessageBody: "hello" }] }),
  sqs("ReceiveMessage", "ReceiveMessage"),
  sqs("GetQueueAttributes", "GetQueueAttributes", { AttributeNames: ["All"] }),
  sqs("PurgeQueue", "PurgeQueue"),
  {
    name: "StartMessageMoveTask",
    call: { service: "sqs", command: "StartMessageMoveTask", input: { SourceArn: dlq.arn } },
    needs: [may(moving, dlq.arn), may(["sqs:SendMessage"], queue.arn)],
    without: may(["sqs:SendMessage"], queue.arn),
    error: { status: 403, name: "AccessDenied", message: refusal("sqs:sendmessage", queue.arn) },
  },
  {
    name: "Publish",
    call: { service: "sns", command: "Publish", input: { TopicArn: topic, Message: "hello" } },
    needs: [may(["sns:Publish"], topic)],
    without: may(["sns:Publish"], topic),
    error: { status: 403, name: "AuthorizationErrorException", message: refusal("SNS:Publish", topic) },
  },
  {
    name: "Invoke",
    call: { service: "lambda", command: "Invoke", input: { FunctionName: "Welcome", Payload: '{"text":"call"}' } },
    needs: [may(["lambda:InvokeFunction"], welcome)],
    without: may(["lambda:InvokeFunction"], welcome),
    error: { status: 403, name: "AccessDeniedException", message: refusal("lambda:InvokeFunction", welcome) },
  },
  {
    name: "UpdateEventSourceMapping",
    call: {
      service: "lambda",
      command: "UpdateEventSourceMapping",
      input: { UUID: "NoteQueueMapping", Enabled: true },
    },
    needs: [may(["lambda:UpdateEventSourceMapping"], mapping)],
    without: may(["lambda:UpdateEventSourceMapping"], mapping),
    error: { status: 403, name: "AccessDeniedException", message: refusal("lambda:UpdateEventSourceMapping", mapping) },
  },
  {
    name: "GetMetricData",
    call: {
      service: "cloudwatch",
      command: "GetMetricData",
      input: { StartTime: new Date(0), EndTime: new Date(), MetricDataQueries: [] },
    },
    needs: [may(["cloudwatch:GetMetricData"], "*")],
    without: may(["cloudwatch:GetMetricData"], "*"),
    error: { status: 403, name: "AccessDenied", message: refusal("cloudwatch:GetMetricData") },
  },
  {
    name: "FilterLogEvents",
    call: { service: "logs", command: "FilterLogEvents", input: { logGroupName: "/aws/lambda/Welcome" } },
    needs: [may(["logs:FilterLogEvents"], `${welcomeLog}:*`)],
    without: may(["logs:FilterLogEvents"], `${welcomeLog}:*`),
    error: {
      status: 400,
      name: "AccessDeniedException",
      message: refusal("logs:FilterLogEvents", `${welcomeLog}:log-stream:`),
    },
  },
  {
    name: "SendEmail",
    call: mail("The shop <shop@notes.example>"),
    needs: [{ ...may(["ses:SendEmail"], sender.arn), conditions: asShop }, may(["ses:SendEmail"], set)],
    without: may(["ses:SendEmail"], set),
    error: {
      status: 403,
      name: "AccessDeniedException",
      message: `User \`${user("<name>")}' is not authorized to perform \`ses:SendEmail' on resource \`${set}'`,
    },
  },
  {
    name: "PostToConnection",
    call: { service: "connections", command: "PostToConnection", input: { ConnectionId: "none", Data: "hello" } },
    needs: [
      may(["execute-api:ManageConnections"], `${arnOf("execute-api", "NoteSocket")}/$default/POST/@connections/*`),
    ],
    without: may(
      ["execute-api:ManageConnections"],
      `${arnOf("execute-api", "NoteSocket")}/$default/POST/@connections/*`,
    ),
    error: {
      status: 403,
      name: "AccessDeniedException",
      message: refusal(
        "execute-api:ManageConnections",
        `arn:aws:execute-api:${region}:********0000:NoteSocket/$default/POST/@connections/{connectionId}`,
      ),
    },
  },
];

const everything = cases.flatMap(({ needs }) => needs);

// Some twenty functions start for a service.
test.each([...new Set(cases.map(({ call }) => call.service))])(
  "%s",
  async (service) => {
    const own = cases.filter(({ call }) => call.service === service);
    const { call, logged } = await startCalling(own);
    for (const { name, call: it, without, error } of own) {
      // Nobody is connected; a caller with the permission is told so.
      const done = service === "connections" ? expect.objectContaining({ name: "GoneException" }) : { status: "done" };
      expect(await call(`Can${name}`, it), name).toEqual(done);

      const message = error.message.replaceAll("<name>", `Cannot${name}`);
      expect(await call(`Cannot${name}`, it)).toEqual({ ...error, message });
      const statement = JSON.stringify({ Effect: "Allow", Action: without.actions[0] }).slice(0, -1);
      const line = `the role of Cannot${name} needs the statement ${statement}`;
      await vi.waitUntil(() => logged.some((text) => text.includes(line)), patience);
    }
  },
  180_000,
);

test("a condition that is not met: the log has the wanted and the actual value", async () => {
  const { call, logged } = await startCalling(cases.filter(({ name }) => name === "SendEmail"));
  expect(await call("CanSendEmail", mail("Shop <other@notes.example>"))).toMatchObject({ status: 403 });
  const line = `a statement allows it only if ses:FromAddress fits StringEquals ["shop@notes.example"], and it is other@notes.example`;
  await vi.waitUntil(() => logged.some((text) => text.includes(line)), patience);
});

test("the account's administrator, who signs with another key, may do everything", async () => {
  const { addresses } = await startCalling([]);
  const client = new SQSClient(clientConfig(addresses.sqs));
  expect(
    await client.send(
      new SendMessageCommand({ QueueUrl: `${addresses.sqs}/${accountId}/CallQueue`, MessageBody: "by hand" }),
    ),
  ).toHaveProperty("MessageId");
});

test.each([
  ["sqs:ReceiveMessage", "NoteQueueConsumer", "does not have permissions to call ReceiveMessage on SQS"],
  ["dynamodb:GetRecords", "NoteRelay", "Please ensure the role can perform the GetRecords, GetShardIterator"],
])("without %s the mapping of %s is refused, as a deploy would be", async (action, name, error) => {
  const system = await openNotes();
  const graph = notesGraph({ sites: [] });
  const withoutAction = (it: Permission) => ({ ...it, actions: it.actions.filter((other) => other !== action) });
  system.graph = {
    ...graph,
    functions: graph.functions.map((fn) =>
      fn.name === name ? { ...fn, permissions: fn.permissions.map(withoutAction) } : fn,
    ),
  };
  const failure = await system.start().catch((reason: Error) => reason.message);
  expect(failure).toContain(error);
  expect(failure).toContain(`Its role needs {"Effect":"Allow","Action":"${action}"`);
});

test("without enforcement nothing is refused", async () => {
  const { call } = await startCalling(
    cases.filter(({ name }) => name === "PutItem" || name === "Publish"),
    {
      enforce: false,
    },
  );
  for (const it of cases.filter(({ name }) => name === "PutItem" || name === "Publish")) {
    expect(await call(`Cannot${it.name}`, it.call)).toEqual({ status: "done" });
  }
});

/**
 * A notes system with two functions per case: one with all permissions it needs, and one with all but the one under
 * test.
 */
async function startCalling(own: Case[], options: Pick<RuntimeOptions, "enforce"> = {}) {
  const logged: string[] = [];
  const system = await openNotes();
  system.graph = graphOf(own);
  const { addresses } = await system.start({ ...options, onLog: ({ line }) => logged.push(line) });
  const client = new LambdaClient(clientConfig(addresses.lambda));
  onTestFinished(() => client.destroy());
  return { addresses, logged, call };

  async function call(FunctionName: string, event: Call): Promise<unknown> {
    const { Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event).replace("https://sqs.offline", addresses.sqs) }),
    );
    return JSON.parse(Buffer.from(Payload ?? []).toString());
  }
}

function less(permission: Permission, without: Permission): Permission {
  if (!isDeepStrictEqual(permission.resources, without.resources)) return permission;
  return { ...permission, actions: permission.actions.filter((action) => !without.actions.includes(action)) };
}

function graphOf(own: Case[]): Graph {
  const graph = notesGraph({ sites: [] });
  const links = graph.functions[0]?.links ?? {};
  const calling = (name: string, { service }: Call, permissions: Permission[]) =>
    lambdaFunction({ name, handler: `handlers/calls/${service}.handler`, links, permissions });
  const withIndex = (it: Table): Table => ({
    ...it,
    attributes: { ...it.attributes, text: "S" },
    indexes: [{ name: "byText", key: { hash: "text" }, projection: "ALL" }],
  });
  return {
    ...graph,
    tables: graph.tables.map((it) => (it.arn === notes ? withIndex(it) : it)),
    queues: [...graph.queues, { ...queue, redrive: { deadLetterQueueArn: dlq.arn, maxReceiveCount: 3 } }, dlq],
    mailIdentities: [
      {
        name: "Mails",
        arn: sender.arn,
        sender: sender.identity,
        configurationSet: { name: "Mails", eventDestinations: [] },
      },
    ],
    functions: [
      ...graph.functions,
      ...own.flatMap(({ name, call, needs, without }) => [
        calling(`Can${name}`, call, needs),
        calling(
          `Cannot${name}`,
          call,
          everything.map((it) => less(it, without)),
        ),
      ]),
    ],
  };
}
