import { CloudWatchClient, GetMetricDataCommand, type MetricStat } from "@aws-sdk/client-cloudwatch";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  DeleteMessageCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createQueue, type Engines, startEngines } from "../../test/engines.ts";
import { clientConfig } from "../engines/client-config.ts";
import type { Alarm, Queue } from "../graph/types.ts";
import { startCloudWatch } from "./start.ts";

const patience = { timeout: 20_000, interval: 100 };
let engines: Engines;
let dlq: { url: string; arn: string };
let told: { url: string; arn: string };
let topicArn = "";

beforeEach(async () => {
  engines = await startEngines();
  dlq = await createQueue(engines, "Dlq");
  told = await createQueue(engines, "Told");
  const sns = new SNSClient(clientConfig(engines.endpoints.sqs));
  topicArn = (await sns.send(new CreateTopicCommand({ Name: "Ops" }))).TopicArn ?? "";
  await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: told.arn,
      Attributes: { RawMessageDelivery: "true" },
    }),
  );
  sns.destroy();
});

test("an alarm announces the first message, once for a burst, across a restart, and when the queue is empty again", async () => {
  const first = await start();
  await send(3);
  const raised = await nextNotified();
  expect(raised).toMatchObject({
    AlarmName: "DlqAlarm",
    AlarmDescription: "Messages rest.",
    NewStateValue: "ALARM",
    OldStateValue: "OK",
    NewStateReason: expect.stringContaining("was greater than the threshold (0.0)"),
    Trigger: { MetricName: alarm().metric, Namespace: "AWS/SQS", Dimensions: [{ name: "QueueName", value: "Dlq" }] },
  });
  expect(raised.StateChangeTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
  await send(2);
  await first.stop();
  await start();
  await engines.sqs.send(new PurgeQueueCommand({ QueueUrl: dlq.url }));
  expect(await nextNotified()).toMatchObject({ NewStateValue: "OK", OldStateValue: "ALARM" });
});

test("a queue's metrics can be read with the SDK, also after a restart", async () => {
  const first = await start();
  await send(3);
  const most = async () => Math.max(...(await read(first.url, "ApproximateNumberOfMessagesVisible", "Maximum")));
  await expect.poll(most, patience).toBe(3);
  const { Messages: messages = [] } = await engines.sqs.send(new ReceiveMessageCommand({ QueueUrl: dlq.url }));
  await engines.sqs.send(new DeleteMessageCommand({ QueueUrl: dlq.url, ReceiptHandle: messages[0]?.ReceiptHandle }));
  const sum = async (url: string, metric: string) => (await read(url, metric)).reduce((all, value) => all + value, 0);
  await expect.poll(() => sum(first.url, "NumberOfMessagesDeleted"), patience).toBe(1);
  expect(await sum(first.url, "NumberOfMessagesSent")).toBe(3);
  expect(await sum(first.url, "NumberOfMessagesReceived")).toBe(1);
  await first.stop();
  const second = await start();
  expect(await sum(second.url, "NumberOfMessagesSent")).toBe(3);
  await expect(read(second.url, "NumberOfMessagesSent", "p99")).rejects.toMatchObject({
    name: "InvalidParameterValueException",
  });
});

test("the functions' durations and the messages they failed on can be asked for, also after a restart", async () => {
  const first = await start();
  first.addInvocation("Worker", 100);
  first.addInvocation("Worker", 50);
  first.addFailedEvents("Queue-Worker", 3);
  first.addFailedEvents("Queue-Worker", 1);
  await first.stop();
  const { url } = await start();
  const duration = {
    Namespace: "AWS/Lambda",
    MetricName: "Duration",
    Dimensions: [dimension("FunctionName", "Worker")],
  };
  const sum = async (Metric: Asked, Stat = "Sum") =>
    (await readMetric(url, Metric, Stat)).reduce((all, value) => all + value, 0);
  expect(await sum(duration)).toBe(150);
  expect(await sum(duration, "SampleCount")).toBe(2);
  const failed = { ...duration, MetricName: "FailedInvokeEventCount" };
  const ofMapping = { ...failed, Dimensions: [dimension("EventSourceMappingUUID", "Queue-Worker")] };
  expect(await sum(ofMapping)).toBe(4);
  expect(await readMetric(url, failed, "Sum")).toEqual([]);
  expect(await readMetric(url, { ...duration, Dimensions: [] }, "Sum")).toEqual([]);
});

function alarm(): Alarm {
  return {
    name: "DlqAlarm",
    description: "Messages rest.",
    queueName: "Dlq",
    metric: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: 0,
    periodSeconds: 2,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    actionArns: [topicArn],
    okActionArns: [topicArn],
  };
}

async function start() {
  const queue = { name: "Dlq", arn: dlq.arn } as Queue;
  const { endpoints, dataDir } = engines;
  const cloudwatch = await startCloudWatch({
    graph: { queues: [queue], alarms: [alarm()] },
    endpoints: { sqs: endpoints.sqs, sns: endpoints.sqs },
    dataDir,
    port: 0,
    log: () => {},
  });
  let running = true;
  const stop = async () => {
    if (running) await cloudwatch.stop();
    running = false;
  };
  onTestFinished(stop);
  return { ...cloudwatch, stop };
}

async function send(messages: number): Promise<void> {
  for (let index = 0; index < messages; index++)
    await engines.sqs.send(new SendMessageCommand({ QueueUrl: dlq.url, MessageBody: "{}" }));
}

/** The next message published to the topic. */
async function nextNotified(): Promise<Record<string, unknown> & { StateChangeTime: string }> {
  const { Messages: [message] = [] } = await engines.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: told.url, WaitTimeSeconds: 20 }),
  );
  await engines.sqs.send(new DeleteMessageCommand({ QueueUrl: told.url, ReceiptHandle: message?.ReceiptHandle }));
  return JSON.parse(message?.Body ?? "null");
}

type Asked = NonNullable<MetricStat["Metric"]>;

const dimension = (Name: string, Value: string) => ({ Name, Value });

function read(url: string, MetricName: string, Stat = "Sum"): Promise<number[]> {
  return readMetric(url, { Namespace: "AWS/SQS", MetricName, Dimensions: [dimension("QueueName", "Dlq")] }, Stat);
}

async function readMetric(url: string, Metric: Asked, Stat: string): Promise<number[]> {
  const client = new CloudWatchClient(clientConfig(url));
  try {
    const { MetricDataResults: [result] = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 10 * 60_000),
        EndTime: new Date(),
        MetricDataQueries: [{ Id: "one", MetricStat: { Metric, Period: 60, Stat } }],
      }),
    );
    return result?.Values ?? [];
  } finally {
    client.destroy();
  }
}
