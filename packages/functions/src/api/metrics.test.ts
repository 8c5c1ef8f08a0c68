import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Measure, MetricHistory } from "@donut/contracts/metrics";
import { sqs } from "@donut/core/aws/clients";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./metrics.ts";

// Answers are kept for some seconds.
const patience = { timeout: 40_000, interval: 1000 };
let engines: Awaited<ReturnType<typeof startEngines>>;
const urls = { Work: "", WorkDlq: "", Other: "" };

beforeAll(async () => {
  engines = await startEngines((base) => {
    const queue = (name: string, more: object) => ({
      name,
      url: `${base}/${name}`,
      arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
      fifo: false,
      visibilityTimeoutSeconds: 60,
      subject: "stock",
      ...more,
    });
    for (const name of Object.keys(urls) as (keyof typeof urls)[]) urls[name] = `${base}/${name}`;
    const functionName = "app-test-Worker-x7";
    const logGroup = `/aws/lambda/${functionName}`;
    const consumer = { function: "Worker", functionName, logGroup, mapping: "mapping-1" };
    const queues = [
      queue("Work", { role: "work", dlq: "WorkDlq", consumer }),
      queue("WorkDlq", { role: "dlq" }),
      queue("Other", { role: "work" }),
    ];
    return { Topology: { topics: [], queues, apis: [], type: "Linkable" } };
  });
  for (const QueueName of Object.keys(urls)) await sqs.send(new CreateQueueCommand({ QueueName }));
});
afterAll(() => engines.stop());

test("a queue's numbers and those of all queues together, by the minute; what was not measured is null, not 0", async () => {
  // Counters count from when they are first seen.
  for (const name of ["Work", "Other"])
    await expect.poll(async () => sum(await read(`range=15m&queue=${name}`), "sent"), patience).toBe(0);
  for (let number = 0; number < 3; number++) await send("Work");
  await send("WorkDlq");
  await send("Other");
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: urls.Work }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: urls.Work, ReceiptHandle: message?.ReceiptHandle }));
  engines.cloudwatch.addInvocation("app-test-Worker-x7", 100);
  engines.cloudwatch.addInvocation("app-test-Worker-x7", 50);
  engines.cloudwatch.addFailedEvents("mapping-1", 2);

  const measured = async () => {
    const work = await read("range=15m&queue=Work");
    return { sent: sum(work, "sent"), processed: sum(work, "processed"), dead: last(work, "deadLetters") };
  };
  await expect.poll(measured, patience).toEqual({ sent: 3, processed: 1, dead: 1 });
  const work = await read("range=15m&queue=Work");
  expect(work).toMatchObject({ periodSeconds: 60, measures: { sent: { length: 15 } } });
  expect([sum(work, "failed"), last(work, "durationMs"), last(work, "longestMs")]).toEqual([2, 75, 100]);
  expect(last(work, "waiting")).toBeGreaterThanOrEqual(2);
  expect(work.measures.sent[0]).toBeNull();
  expect(work.measures.failed[0]).toBeNull();
  expect(Date.parse(work.to) - Date.parse(work.from)).toBeLessThanOrEqual(15 * 60_000);

  const all = await read("range=15m");
  expect([sum(all, "sent"), sum(all, "processed"), sum(all, "failed")]).toEqual([4, 1, 2]);
  expect(last(all, "deadLetters")).toBe(1);
  expect(all.queues).toEqual([
    { name: "Work", sent: 3, processed: 1, failed: 2 },
    { name: "Other", sent: 1, processed: 0, failed: 0 },
  ]);

  const resting = await read("range=24h&queue=WorkDlq");
  expect(resting).toMatchObject({ periodSeconds: 900, measures: { sent: { length: 96 } } });
  expect([last(resting, "deadLetters"), sum(resting, "processed"), sum(resting, "failed")]).toEqual([
    1,
    undefined,
    undefined,
  ]);
});

test("an unknown queue is a 404, an unknown range a 400, and customers get nothing", async () => {
  expect(await callApi(handler, "/metrics?queue=Nowhere", { groups: ["viewers"] })).toMatchObject({
    status: 404,
    body: { params: { queue: "Nowhere" } },
  });
  expect((await callApi(handler, "/metrics?range=2h", { groups: ["viewers"] })).status).toBe(400);
  expect((await callApi(handler, "/metrics", { groups: [] })).status).toBe(403);
});

async function read(query: string): Promise<MetricHistory> {
  const { body, status } = await callApi(handler, `/metrics?${query}`, { groups: ["viewers"] });
  expect(status).toBe(200);
  return body;
}

function send(name: keyof typeof urls) {
  return sqs.send(new SendMessageCommand({ QueueUrl: urls[name], MessageBody: "{}" }));
}

/** @returns undefined if nothing was measured */
function sum({ measures }: MetricHistory, measure: Measure): number | undefined {
  const known = measures[measure].filter((value) => value !== null);
  return known.length === 0 ? undefined : known.reduce((all, value) => all + value, 0);
}

function last({ measures }: MetricHistory, measure: Measure): number | undefined {
  return measures[measure].findLast((value) => value !== null) ?? undefined;
}
