import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

test("a poll that another one beats keeps waiting and gets the next message", async () => {
  const queue = await messaging.createQueue("Outrun");
  const polls = [queue.receiveBodies({ WaitTimeSeconds: 20 }), queue.receiveBodies({ WaitTimeSeconds: 20 })];
  await queue.counts();
  await queue.send("first");
  const winner = await Promise.race(polls);
  await queue.send("second");

  expect(winner).toEqual(["first"]);
  expect((await Promise.all(polls)).sort()).toEqual([["first"], ["second"]]);
});

test("a poll without messages waits its full time", async () => {
  const queue = await messaging.createQueue("Full");
  const startedAt = performance.now();
  const polls = [queue.receiveBodies({ WaitTimeSeconds: 1 }), queue.receiveBodies({ WaitTimeSeconds: 1 })];
  const times = polls.map(async (poll) => [await poll, performance.now() - startedAt] as const);
  await queue.counts();
  await queue.send("only");

  const [empty] = (await Promise.all(times)).filter(([bodies]) => bodies.length === 0);
  expect(empty?.[1]).toBeGreaterThanOrEqual(990);
});

test("the poll of a client that has gone away takes no message", async () => {
  const queue = await messaging.createQueue("Gone");
  const client = new AbortController();
  const poll = queue.receive({ WaitTimeSeconds: 20 }, client.signal);
  await queue.counts();
  client.abort();
  await expect(poll).rejects.toThrow();
  await queue.counts();
  await queue.send("first");

  expect(await queue.receiveBodies()).toEqual(["first"]);
});

test("messages sent together arrive together", async () => {
  const queue = await messaging.createQueue("Together");
  const poll = queue.receiveBodies({ WaitTimeSeconds: 20 });
  await queue.counts();
  await queue.sendBatch(["first", "second", "third"]);

  expect(await poll).toEqual(["first", "second", "third"]);
});

test("a delay and a visibility timeout that end wake the poll", async () => {
  const queue = await messaging.createQueue("Wakes");
  await queue.send("first", { DelaySeconds: 1 });
  expect(await queue.receiveBodies({ WaitTimeSeconds: 10, VisibilityTimeout: 1 })).toEqual(["first"]);
  expect(await queue.receiveBodies({ WaitTimeSeconds: 10 })).toEqual(["first"]);
});

test("the deletion that unlocks a group wakes the poll", async () => {
  const queue = await messaging.createQueue("Unlocks.fifo", { FifoQueue: "true" });
  await queue.sendTo("group", "first");
  await queue.sendTo("group", "second");
  const [first] = await queue.receive({ MaxNumberOfMessages: 1 });
  const poll = queue.receiveBodies({ WaitTimeSeconds: 20 });
  await queue.counts();
  await queue.delete(first ?? {});

  expect(await poll).toEqual(["second"]);
});

test("an engine that stops ends the polls and does not wait for their clients", async () => {
  const stopped = await Messaging.start();
  const queue = await stopped.createQueue("Stopped");
  const poll = queue.receiveBodies({ WaitTimeSeconds: 20 });
  await queue.counts();
  await stopped.restart();

  expect(await poll).toEqual([]);
  await stopped.stop();
}, 10_000);
