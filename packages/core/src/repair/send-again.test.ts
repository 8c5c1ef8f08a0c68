import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveMessages } from "../queues/receive-messages.ts";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { sendAgain } from "./send-again.ts";

let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues([
    { name: "Large", role: "work", dlq: "LargeDlq" },
    { name: "LargeDlq", role: "dlq" },
  ]);
});
afterAll(() => system.stop());

test("dead letters that are too large to be sent together are all sent", async () => {
  const [work, dlq] = [system.queue("Large"), system.queue("LargeDlq")];
  // Each has its body in an attribute, too: 150 kB, and one of 480 kB.
  const bodies = Array.from({ length: 9 }, (_, index) => `${index} ${"도".repeat(index === 4 ? 80_000 : 25_000)}`);
  const ids = await fill(dlq, bodies);
  const messages = await receiveMessages(dlq.url, { hiddenSeconds: 60 });
  const taken = await sendAgain(
    work,
    messages.map((message) => ({ message })),
  );
  expect([...taken.keys()].sort()).toEqual(ids.sort());
  const arrived = await drain(work);
  expect(arrived.map(({ Body: body }) => body).sort()).toEqual(bodies);
  for (const { Body: body, MessageAttributes: own } of arrived) expect(own?.origin?.StringValue).toBe(`of ${body}`);
});
