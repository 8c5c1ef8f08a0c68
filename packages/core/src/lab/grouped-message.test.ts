import { afterAll, beforeAll, expect, test } from "vitest";
import { drain, startQueues } from "../queues/testing.ts";
import { labGroupedMessage, listGrouped, noteGrouped, sendGrouped } from "./grouped-message.ts";

let queues: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  queues = await startQueues([{ name: "LabGroupQueue", role: "work", fifo: true }]);
});
afterAll(() => queues.stop());

const parsed = (body = "") => labGroupedMessage.parse(JSON.parse(body));

test("sent twice with one id, a message is delivered once, and its record counts both", async () => {
  const { id } = await sendGrouped("A", 0);
  expect(await sendGrouped("A", 0, id)).toMatchObject({ id, sends: 2 });
  const delivered = await drain(queues.queue("LabGroupQueue"));
  expect(delivered.map(({ Body: body }) => parsed(body).id)).toEqual([id]);
  expect(await listGrouped(10)).toMatchObject([{ id, group: "A", sends: 2 }]);
});

test("a consumer that is faster than the record, or runs twice, leaves the record correct", async () => {
  const message = { id: "early", correlationId: "c", group: "B", workSeconds: 3 } as const;
  await noteGrouped(message, "startedAt");
  await sendGrouped("B", 3, "early");
  await noteGrouped(message, "finishedAt");
  const find = async () => (await listGrouped(10)).find(({ id }) => id === "early");
  const first = await find();
  expect(first).toMatchObject({ group: "B", workSeconds: 3, sends: 1, finishedAt: expect.any(String) });
  await noteGrouped(message, "startedAt");
  await noteGrouped(message, "finishedAt");
  expect(await find()).toEqual(first);
});
