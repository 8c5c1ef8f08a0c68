import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./lab.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines((queues) => ({
    LabQueue: { url: `${queues}/LabQueue` },
    LabGroupQueue: { url: `${queues}/LabGroupQueue.fifo` },
  }));
  await sqs.send(new CreateQueueCommand({ QueueName: "LabGroupQueue.fifo", Attributes: { FifoQueue: "true" } }));
  await sqs.send(new CreateQueueCommand({ QueueName: "LabQueue" }));
});
afterAll(() => engines.stop());

const increment = (body: unknown) => callApi(handler, "/increment", { method: "POST", body });

test.each([
  [1, 2],
  [-1, 0],
  [0.5, 1.5],
  [2 ** 53 - 1, 2 ** 53],
])("%d and one is %d", async (input, output) => {
  expect(await increment({ input })).toMatchObject({ status: 200, body: { output } });
});

test.each([2 ** 53, -(2 ** 53), 1e300, 5e-324, "1", null, undefined, true, [1]])(
  "%j, to which 1 cannot be added exactly or kept, is refused",
  async (input) => {
    const { status, body } = await increment({ input });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: "/input", code: expect.any(String), detail: expect.any(String) }]);
  },
);

test.each([
  [{ input: 2 ** 53 - 1 }, 400],
  [{ input: 2 ** 53 - 2 }, 202],
  [{ input: 2 ** 53 - 100, count: 100 }, 400],
  [{ input: 2 ** 53 - 101, count: 100 }, 202],
  [{ input: -(2 ** 53) + 1 }, 202],
])("%j is sent if each of its numbers, and one more, can be kept", async (body, expected) => {
  const answer = await callApi(handler, "/messages", { method: "POST", body });
  expect(answer.status).toBe(expected);
  if (expected === 400) expect(answer.body.errors).toMatchObject([{ pointer: "/input", code: "exact-range" }]);
});

const grouped = (body: unknown) => callApi(handler, "/grouped-messages", { method: "POST", body });
const listed = async () => (await callApi(handler, "/grouped-messages")).body.messages;

test("messages of a group are sent in order, and one that is sent again counts as the same", async () => {
  const { status, body } = await grouped({ group: "A", workSeconds: 0, count: 3 });
  expect(status).toBe(202);
  const [first] = body.messages;
  const again = await grouped({ group: "A", workSeconds: 0, deduplicationId: first.id });
  expect(again.body.messages).toMatchObject([{ id: first.id, group: "A", sends: 2 }]);
  expect(await listed()).toHaveLength(3);
});

test.each([
  [{ group: "D" }, "/group"],
  [{ group: "A", workSeconds: 11 }, "/workSeconds"],
  [{ group: "A", count: 11 }, "/count"],
  [{ group: "A", count: 2, deduplicationId: "x" }, "/count"],
  [{ group: "A", deduplicationId: "a b" }, "/deduplicationId"],
  [{ group: "A", lane: 1 }, "/lane"],
])("grouped message %j is refused, and nothing is sent", async (body, pointer) => {
  const before = await listed();
  const answer = await grouped(body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toMatchObject([{ pointer }]);
  expect(await listed()).toEqual(before);
});
