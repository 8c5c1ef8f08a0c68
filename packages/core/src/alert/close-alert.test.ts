import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { startMessaging } from "@donut/offline/engines/sqs/start";
import { accountId, region } from "@donut/offline/graph/addresses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sns, sqs } from "../aws/clients.ts";
import { readAll, startShop } from "../testing.ts";
import { alarmMessage, changeOf } from "./alarm-message.ts";
import { listAlerts, readAlert, recordChange } from "./alerts.ts";
import { closeAlert } from "./close-alert.ts";
import { sweepAlerts } from "./sweep-alerts.ts";

const actor = { id: "mina", name: "Mina", email: "mina@example.com" };
const other = { id: "hana", name: "Hana", email: "hana@example.com" };
const urls = { dlq: "", rung: "" };
let stop: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "close-alert-"));
  const messaging = await startMessaging({ port: 0, dataDir, region, accountId });
  Object.assign(process.env, { AWS_ENDPOINT_URL_SQS: messaging.url, AWS_ENDPOINT_URL_SNS: messaging.url });
  Object.assign(urls, { dlq: `${messaging.url}/${accountId}/WorkDlq`, rung: `${messaging.url}/${accountId}/Rung` });
  const topic = `arn:aws:sns:${region}:${accountId}:Ops`;
  const arn = `arn:aws:sqs:${region}:${accountId}:WorkDlq`;
  const queue = {
    ...{ name: "WorkDlq", arn, url: urls.dlq, fifo: false },
    ...{ visibilityTimeoutSeconds: 30, role: "dlq", subject: "s" },
  };
  const shop = await startShop({ Queues: { queues: [queue] }, OpsTopic: { arn: topic } });
  for (const QueueName of ["WorkDlq", "Rung"]) await sqs.send(new CreateQueueCommand({ QueueName }));
  await sns.send(new CreateTopicCommand({ Name: "Ops" }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: topic,
      Protocol: "sqs",
      Endpoint: `arn:aws:sqs:${region}:${accountId}:Rung`,
      Attributes: { RawMessageDelivery: "true" },
    }),
  );
  stop = async () => {
    await Promise.all([shop.stop(), messaging.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => stop());

let alarms = 0;
const minute = (n: number) => `2026-11-20T10:${`${n}`.padStart(2, "0")}:00.000Z`;
const change = (alarm: string, status: "raised" | "cleared", n: number) =>
  recordChange({ status, alarm, queue: "WorkDlq", at: minute(n), reason: "because" });
const alertsOf = async (alarm: string) => {
  const page = await listAlerts(100, undefined, undefined);
  return page.status === "page" ? page.alerts.filter((it) => it.alarm === alarm) : [];
};
const sweep = () => sweepAlerts(Date.now() + 20_000);
async function deadLetter(): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: urls.dlq, MessageBody: "{}" }));
}
async function takeAll(queue: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10 }),
    );
    if (messages.length === 0) return bodies;
    for (const { ReceiptHandle: handle, Body: body = "" } of messages) {
      bodies.push(body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: handle }));
    }
  }
}
/** An alarm that was raised in minute 0, with two dead letters. */
async function openAlert() {
  // What the test before left is over.
  await change(`Alarm${alarms}`, "cleared", 9);
  await takeAll(urls.dlq);
  await takeAll(urls.rung);
  const alarm = `Alarm${++alarms}`;
  for (let times = 0; times < 2; times++) await deadLetter();
  await change(alarm, "raised", 0);
  return { alarm, id: `${alarm}~${minute(0)}` };
}

test("an alert is closed once, by the first to do so, with a reason; its dead letters stay", async () => {
  const { alarm, id } = await openAlert();
  const [first] = await Promise.all([closeAlert(id, "Known, mended on Monday", actor), sweep()]);
  expect(first).toMatchObject({
    status: "closed",
    alert: { status: "closed", closed: { by: { id: "mina" }, reason: "Known, mended on Monday" } },
  });
  expect(await closeAlert(id, "Me too", other)).toEqual(first);
  expect(await closeAlert("unknown", "x", actor)).toEqual({ status: "unknown-alert" });
  const audits = (await readAll("AuditTable")).filter(({ action, detail }) => {
    return action === "alert.close" && (detail as { alert: string }).alert === id;
  });
  expect(audits).toMatchObject([
    { status: "succeeded", detail: { reason: "Known, mended on Monday", deadLetters: 2 } },
  ]);
  // The alarm tells the same again.
  await change(alarm, "raised", 0);
  expect(await sweep()).toEqual({ troubled: 0 });
  expect(await alertsOf(alarm)).toMatchObject([{ status: "closed" }]);
  expect(await takeAll(urls.dlq)).toHaveLength(2);
});

test("more dead letters raise one new alert, and the closed one stays as it is", async () => {
  const { alarm, id } = await openAlert();
  await closeAlert(id, "known", actor);
  await deadLetter();
  expect(await sweep()).toEqual({ troubled: 1 });
  expect(await sweep()).toEqual({ troubled: 0 });
  const rung = (await takeAll(urls.rung)).map((body) => changeOf(alarmMessage.parse(JSON.parse(body))));
  expect(rung).toMatchObject([{ status: "raised", alarm, queue: "WorkDlq" }]);
  for (const it of [...rung, ...rung]) if (it.status !== "other") await recordChange(it);
  const alerts = await alertsOf(alarm);
  expect(alerts.map(({ status }) => status).sort()).toEqual(["closed", "open"]);
});

test("after messages have left, any further one is new", async () => {
  const { id } = await openAlert();
  await closeAlert(id, "known", actor);
  await takeAll(urls.dlq);
  expect(await sweep()).toEqual({ troubled: 0 });
  await deadLetter();
  expect(await sweep()).toEqual({ troubled: 1 });
});

test("an empty queue ends the watch: later dead letters raise only the alarm's own alert", async () => {
  const { alarm, id } = await openAlert();
  await closeAlert(id, "known", actor);
  await takeAll(urls.dlq);
  for (let times = 0; times < 2; times++) await change(alarm, "cleared", 5);
  expect(await readAlert(id)).toMatchObject({ status: "closed", clearedAt: minute(5) });
  for (let times = 0; times < 3; times++) await deadLetter();
  expect(await sweep()).toEqual({ troubled: 0 });
  await change(alarm, "raised", 6);
  expect((await alertsOf(alarm)).map(({ status }) => status)).toEqual(["open", "closed"]);
});

test("an alert that has cleared cannot be closed", async () => {
  const { alarm, id } = await openAlert();
  await change(alarm, "cleared", 5);
  expect(await closeAlert(id, "too late", actor)).toMatchObject({ alert: { status: "cleared" } });
  expect((await readAlert(id))?.closed).toBeUndefined();
});
