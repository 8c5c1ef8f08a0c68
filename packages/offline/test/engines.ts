import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { onTestFinished } from "vitest";
import { clientConfig } from "../src/engines/client-config.ts";
import { startDynamoDb } from "../src/engines/dynamodb/start.ts";
import { startMessaging } from "../src/engines/sqs/start.ts";
import { accountId, region } from "../src/graph/addresses.ts";
import type { EventSourceMapping, Schedule } from "../src/graph/types.ts";
import { createMappings } from "../src/lambda/mappings.ts";
import { startTriggers } from "../src/triggers/start.ts";
import { lambdaFunction, startFunctions, temporaryFolder } from "./functions.ts";

/** SQS and DynamoDB for one test, with clients. */
export async function startEngines() {
  const dataDir = await temporaryFolder();
  const [messaging, dynamo] = await Promise.all([
    startMessaging({ port: 0, dataDir, region, accountId }),
    startDynamoDb({ port: 0, dataDir }),
  ]);
  const sqs = new SQSClient(clientConfig(messaging.url));
  const dynamodb = new DynamoDBClient(clientConfig(dynamo.url));
  onTestFinished(async () => {
    sqs.destroy();
    dynamodb.destroy();
    await Promise.all([messaging.stop(), dynamo.stop()]);
  });
  const endpoints = { sqs: messaging.url, dynamodb: dynamo.url };
  return { dataDir, endpoints, sqs, dynamodb, dynamoFile: dynamo.file };
}

export type Engines = Awaited<ReturnType<typeof startEngines>>;

/** The function `Worker`, fed by the mappings, and the batches it got, as logged by its handler. */
export async function startWorker(engines: Engines, mappings: EventSourceMapping[], schedules: Schedule[] = []) {
  const { dataDir, endpoints, dynamoFile } = engines;
  const worker = lambdaFunction({ name: "Worker", handler: "handlers/records.handler" });
  const graph = { functions: [worker], eventSourceMappings: mappings, queues: [], schedules };
  const { functions, logs } = await startFunctions(graph.functions);
  const running = createMappings({ graph, dataDir });
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const triggers = await startTriggers({ graph, functions, mappings: running, endpoints, dataDir, dynamoFile, log });
  onTestFinished(() => triggers.stop());
  const batches = <Record>() =>
    logs.filter(({ line }) => line.startsWith("[")).map(({ line }) => JSON.parse(line) as Record[]);
  return { triggers, mappings: running, batches, lines };
}

export async function createQueue(engines: Engines, name: string, attributes: Record<string, string> = {}) {
  const command = new CreateQueueCommand({ QueueName: name, Attributes: attributes });
  const { QueueUrl = "" } = await engines.sqs.send(command);
  return { url: QueueUrl, arn: `arn:aws:sqs:${region}:${accountId}:${name}` };
}

/** Visible, in flight and delayed messages. */
export async function countMessages({ sqs }: Engines, queueUrl: string): Promise<[number, number, number]> {
  const names = [
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
  ] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] });
  const { Attributes } = await sqs.send(command);
  return names.map((name) => Number(Attributes?.[name])) as [number, number, number];
}

export async function createTable({ dynamodb }: Engines, name: string) {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  return `arn:aws:dynamodb:${region}:${accountId}:table/${name}/stream/1`;
}
