import { createServer } from "node:http";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { close, listen } from "@donut/offline/http/listen";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./queues.ts";

const lambda = { throttles: false, calls: 0 };
const server = createServer((_, response) => {
  lambda.calls++;
  if (!lambda.throttles) return response.end('{"State":"Disabled"}');
  return response.writeHead(429, { "x-amzn-errortype": "TooManyRequestsException" }).end('{"Message":"Rate exceeded"}');
});
let engines: Awaited<ReturnType<typeof startEngines>>;

beforeAll(async () => {
  process.env.AWS_ENDPOINT_URL_LAMBDA = `http://127.0.0.1:${await listen(server, 0)}`;
  engines = await startEngines((queues) => {
    const work = {
      name: "Work",
      url: `${queues}/Work`,
      arn: "arn:aws:sqs:us-east-1:000000000000:Work",
      fifo: false,
      visibilityTimeoutSeconds: 60,
      role: "work",
      subject: "stock",
      consumer: { function: "Worker", functionName: "Worker", logGroup: "/aws/lambda/Worker", mapping: "mapping-1" },
    };
    return { Topology: { topics: [], queues: [work], apis: [], type: "Linkable" }, Queues: { queues: [work] } };
  });
  await sqs.send(new CreateQueueCommand({ QueueName: "Work" }));
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([engines.stop(), close(server)]);
});

test("while Lambda throttles, a consumer shows its last known state", async () => {
  const consumer = async () => {
    const { status, body } = await callApi(handler, "/queues", { groups: ["viewers"] });
    expect(status).toBe(200);
    return body.queues[0].consumer;
  };
  expect(await consumer()).toEqual({ function: "Worker", enabled: false });
  expect(await consumer()).toEqual({ function: "Worker", enabled: false });
  expect(lambda.calls).toBe(1);

  lambda.throttles = true;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  expect(await consumer()).toEqual({ function: "Worker", enabled: false });
  expect(lambda.calls).toBeGreaterThan(1);
});
