import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TagQueueCommand } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeEach(async () => {
  messaging = await Messaging.startProcess();
});
afterEach(() => messaging.stop());

test("kill -9 loses no message that was accepted, and no deletion", async () => {
  const queue = await messaging.createQueue("Killed");
  const accepted: string[] = [];
  const sending = [1, 2, 3, 4].map(async (sender) => {
    for (let index = 0; ; index++) {
      const bodies = Array.from({ length: 10 }, (_, entry) => `${sender}/${index}/${entry}`);
      await queue.sendBatch(bodies);
      accepted.push(...bodies);
    }
  });
  const deleted: string[] = [];
  const deleting = (async () => {
    for (;;) {
      for (const message of await queue.receive({ WaitTimeSeconds: 1 })) {
        await queue.delete(message);
        deleted.push(message.Body);
      }
    }
  })();
  const clients = Promise.allSettled([...sending, deleting]);
  await vi.waitUntil(() => accepted.length > 200 && deleted.length > 50, { timeout: 30_000 });
  await messaging.killAndRestart();
  await clients;

  const rest = new Set((await queue.drain()).map(({ Body }) => Body));
  const { inFlight } = await queue.counts();
  const missing = accepted.filter((body) => !rest.has(body) && !deleted.includes(body));
  expect(missing.length).toBeLessThanOrEqual(inFlight);
  expect(deleted.filter((body) => rest.has(body))).toEqual([]);
});

test("tagging a queue keeps its messages", async () => {
  const queue = await messaging.createQueue("Tagged");
  await queue.send("first");
  await messaging.sqs.send(new TagQueueCommand({ QueueUrl: queue.url, Tags: { team: "stock" } }));
  await messaging.killAndRestart();

  expect(await queue.receiveBodies()).toEqual(["first"]);
});

test("messages in flight, receive counts and delays are as they were", async () => {
  const queue = await messaging.createQueue("States");
  await queue.send("received");
  const [first] = await queue.receive({ VisibilityTimeout: 0 });
  const [second] = await queue.receive();
  await queue.send("delayed", { DelaySeconds: 900 });
  await queue.send("visible");
  await messaging.killAndRestart();

  expect(await queue.counts()).toEqual({ visible: 1, inFlight: 1, delayed: 1 });
  await queue.changeVisibility(second ?? {}, 0);
  const received = await queue.receive({ MessageSystemAttributeNames: ["All"] });
  expect(first?.MessageId).toBe(second?.MessageId);
  expect(received.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount])).toEqual([
    ["visible", "1"],
    ["received", "3"],
  ]);
  await messaging.killAndRestart(() => write("UPDATE sqs_messages SET delay_until = delay_until - 899000"));
  expect(await queue.receiveBodies({ WaitTimeSeconds: 10 })).toEqual(["delayed"]);
});

test("hidden and delayed messages are not held up by a clock that was set back an hour", async () => {
  const queue = await messaging.createQueue("SetBack");
  await queue.send("hidden");
  await queue.receive({ VisibilityTimeout: 3 });
  await queue.send("delayed", { DelaySeconds: 5 });
  const fifo = await messaging.createQueue("SetBack.fifo", { FifoQueue: "true" });
  const once = { MessageGroupId: "g", MessageDeduplicationId: "one" };
  await fifo.send("first", once);
  await messaging.killAndRestart(() => {
    write(`UPDATE sqs_messages SET sent_timestamp = sent_timestamp + 3600000, delay_until = delay_until + 3600000,
      approximate_first_receive_timestamp = approximate_first_receive_timestamp + 3600000,
      visibility_deadline = visibility_deadline + 3600000`);
    write("UPDATE fifo_deduplication SET at = at + 3600000");
  });
  await fifo.send("again", once);
  expect(await fifo.receiveBodies()).toEqual(["first"]);
  const seen: string[] = [];
  while (seen.length < 2) seen.push(...(await queue.receiveBodies({ WaitTimeSeconds: 10 })));
  expect(seen.sort()).toEqual(["delayed", "hidden"]);
});

test("a message is deleted when it reaches the retention period, visible, in flight or delayed", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Retained", 1, { MessageRetentionPeriod: "60" });
  for (const body of ["old visible", "old in flight", "old delayed", "new"]) {
    await queue.send(body, { DelaySeconds: body === "old delayed" ? 900 : 0 });
  }
  const [message] = (await queue.receive()).filter(({ Body }) => Body === "old in flight");
  await messaging.killAndRestart(() => {
    write("UPDATE sqs_messages SET sent_timestamp = sent_timestamp - 61000 WHERE body LIKE 'old%'");
    write("UPDATE sqs_messages SET visibility_deadline = NULL WHERE body <> 'old in flight'");
  });

  expect(await queue.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  expect(message?.Body).toBe("old in flight");
  expect(await dlq.counts()).toMatchObject({ visible: 0 });
});

test("on a full disk the engine ends, and exactly what it had acknowledged is there afterwards", async () => {
  await messaging.stop();
  messaging = await Messaging.startProcess({ fileKb: 300 });
  const queue = await messaging.createQueue("Full");
  const [accepted, refused]: string[][] = [[], []];
  const padding = "x".repeat(5_000);
  for (let index = 0; refused?.length === 0; index++) {
    const sent = queue.send(`${index} ${padding}`);
    await sent.then(
      () => accepted?.push(`${index}`),
      () => refused?.push(`${index}`),
    );
  }
  await messaging.ended;
  await messaging.killAndRestart();
  const kept = (await queue.drain()).map(({ Body }) => Body.split(" ")[0]);
  expect(kept.sort()).toEqual(accepted?.sort());
  expect(kept.length).toBeGreaterThan(3);
});

/** Advances time in the file of an engine that is not running. */
function write(sql: string): void {
  const file = new DatabaseSync(join(messaging.dataDir, "fauxqs.db"));
  file.exec(sql);
  file.close();
}
