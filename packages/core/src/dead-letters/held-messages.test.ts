import { afterAll, beforeAll, expect, test } from "vitest";
import { countMessages } from "../queues/receive-messages.ts";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { HeldMessages } from "./held-messages.ts";

let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues([{ name: "HeldDlq", role: "dlq" }]);
});
afterAll(() => system.stop());

test("a lease on messages ends in time, whatever others do with them", async () => {
  const dlq = system.queue("HeldDlq");
  const ids = await fill(dlq, ["a", "b", "c"]);
  const [slow, next] = [new HeldMessages(dlq, 1), new HeldMessages(dlq, 30)];
  expect(await slow.receive(2)).toHaveLength(3);
  expect(slow.size).toBe(3);
  await expect.poll(() => next.receive(1).then(() => next.size), { timeout: 5_000 }).toBe(3);
  expect(slow.size).toBe(0);
  expect(await slow.delete([])).toEqual([]);
  await slow.letGo();
  expect(await countMessages(dlq.url)).toMatchObject({ visible: 0, inFlight: 3 });
  expect((await next.delete(ids.slice(0, 1))).sort()).toEqual(ids.slice(0, 1));
  await next.letGo();
  expect((await drain(dlq)).map(({ Body: body }) => body).sort()).toEqual(["b", "c"]);
});
