import type { ConsumerLog } from "@donut/contracts/logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./logs.ts";

// Answers are kept for some seconds.
const patience = { timeout: 20_000, interval: 500 };
const functionName = "app-test-Worker-x7";
const viewer = { groups: ["viewers"] };
let engines: Awaited<ReturnType<typeof startEngines>>;

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
    const consumer = { function: "Worker", functionName, logGroup: `/aws/lambda/${functionName}`, mapping: "m" };
    const queues = [queue("Work", { role: "work", consumer }), queue("WorkDlq", { role: "dlq" })];
    return { Topology: { topics: [], queues, apis: [], type: "Linkable" } };
  });
});
afterAll(() => engines.stop());

test("the last lines of a consumer, newest first", async () => {
  expect((await read()).lines).toEqual([]);
  for (let number = 1; number <= 60; number++) {
    engines.log(functionName, JSON.stringify({ type: "platform.start", record: { requestId: `r-${number}` } }));
    engines.log(functionName, JSON.stringify({ level: "INFO", message: `Line ${number}` }));
  }
  const error = { name: "FactoryRefused", message: "No." };
  engines.log(functionName, JSON.stringify({ level: "WARN", message: "Failed try", correlationId: "c-1", error }));
  const newest = async () => (await read()).lines[0];
  await expect
    .poll(newest, patience)
    .toMatchObject({ level: "warning", message: "Failed try", error, correlationId: "c-1" });
  const { lines, since } = await read();
  expect(lines.slice(1, 3).map(({ message }) => message)).toEqual(["Line 60", "Line 59"]);
  expect(lines).toHaveLength(10);
  expect((await read("?limit=50")).lines).toHaveLength(50);
  expect(Date.parse(since)).toBeLessThan(Date.now() - 6 * 24 * 3_600_000);
});

test("an unknown queue and one without a consumer are a 404, a wrong limit a 400, and customers get nothing", async () => {
  const kindOf = async (path: string, groups = ["viewers"]) => {
    const { status, body } = await callApi(handler, path, { groups });
    return [status, String(body.type).split("/").at(-1)];
  };
  expect(await kindOf("/queues/Nowhere/consumer/logs")).toEqual([404, "unknown-queue"]);
  expect(await kindOf("/queues/WorkDlq/consumer/logs")).toEqual([404, "no-consumer"]);
  expect((await kindOf("/queues/Work/consumer/logs?limit=51"))[0]).toBe(400);
  expect((await kindOf("/queues/Work/consumer/logs", []))[0]).toBe(403);
});

async function read(query = ""): Promise<ConsumerLog> {
  const { body, status } = await callApi(handler, `/queues/Work/consumer/logs${query}`, viewer);
  expect(status).toBe(200);
  return body;
}
