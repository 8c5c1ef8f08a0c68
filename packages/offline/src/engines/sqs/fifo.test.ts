import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

const fifo = { FifoQueue: "true" };

test("one receive takes several messages of a group, in order, and then of the next group", async () => {
  const queue = await messaging.createQueue("Several.fifo", fifo);
  for (const body of ["a1", "b1", "a2", "a3", "b2"]) await queue.sendTo(body.slice(0, 1), body);

  expect(await queue.receiveBodies({ MaxNumberOfMessages: 4 })).toEqual(["a1", "a2", "a3", "b1"]);
});

test("while a message of a group is in flight, none after it is received", async () => {
  const queue = await messaging.createQueue("Locked.fifo", fifo);
  for (const body of ["a1", "a2", "a3"]) await queue.sendTo("a", body);
  const [first, second] = await queue.receive({ MaxNumberOfMessages: 2 });
  await queue.sendTo("b", "b1");

  expect(await queue.receiveBodies()).toEqual(["b1"]);
  await queue.delete(first ?? {});
  expect(await queue.receiveBodies()).toEqual([]);
  await queue.delete(second ?? {});
  expect(await queue.receiveBodies()).toEqual(["a3"]);
});

test("a message made visible again comes before those sent after it", async () => {
  const queue = await messaging.createQueue("Again.fifo", fifo);
  for (const body of ["a1", "a2", "a3", "a4"]) await queue.sendTo("a", body);
  const [first, second, third] = await queue.receive({ MaxNumberOfMessages: 3 });

  await queue.changeVisibility(third ?? {}, 0);
  await queue.changeVisibility(second ?? {}, 0);
  expect(await queue.receiveBodies()).toEqual([]);
  await queue.delete(first ?? {});
  expect(await queue.receiveBodies()).toEqual(["a2", "a3", "a4"]);
});

test("a visibility timeout that ends brings the message back to its place", async () => {
  const queue = await messaging.createQueue("Ended.fifo", fifo);
  for (const body of ["a1", "a2", "a3"]) await queue.sendTo("a", body);
  await queue.receive({ MaxNumberOfMessages: 2, VisibilityTimeout: 1 });

  expect(await queue.receiveBodies({ WaitTimeSeconds: 10 })).toEqual(["a1", "a2", "a3"]);
});

test("a dead letter does not hold back the messages after it", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Poison", 1, fifo);
  for (const body of ["a1", "a2", "a3"]) await queue.sendTo("a", body);
  const [poison] = await queue.receive({ MaxNumberOfMessages: 1 });
  await queue.changeVisibility(poison ?? {}, 0);

  expect(await queue.receiveBodies()).toEqual(["a2", "a3"]);
  expect(await dlq.receiveBodies()).toEqual(["a1"]);
});

test("order, the lock of a group and deduplication survive a restart", async () => {
  const queue = await messaging.createQueue("Restart.fifo", fifo);
  for (const body of ["a1", "a2", "b1", "b2"]) await queue.sendTo(body.slice(0, 1), body);
  const [first] = await queue.receive({ MaxNumberOfMessages: 1 });
  const [gone] = await queue.receive({ MaxNumberOfMessages: 1 });
  await queue.delete(gone ?? {});
  await messaging.restart();

  await queue.sendTo("b", "b1");
  await queue.sendTo("b", "b3");
  expect([first?.Body, gone?.Body]).toEqual(["a1", "b1"]);
  expect(await queue.receiveBodies()).toEqual(["b2", "b3"]);
  await queue.delete(first ?? {});
  expect(await queue.receiveBodies()).toEqual(["a2"]);
});

test("with the deduplication scope messageGroup the same id in two groups is two messages", async () => {
  const queue = await messaging.createQueue("Scope.fifo", {
    ...fifo,
    DeduplicationScope: "messageGroup",
    FifoThroughputLimit: "perMessageGroupId",
  });
  for (const MessageGroupId of ["a", "b", "a"]) {
    await queue.send(MessageGroupId, { MessageGroupId, MessageDeduplicationId: "same" });
  }

  expect(await queue.receiveBodies()).toEqual(["a", "b"]);
});

test("a receive whose answer was lost is repeated with its attempt's id", async () => {
  const queue = await messaging.createQueue("Attempts.fifo", fifo);
  for (const body of ["a1", "a2", "b1"]) await queue.sendTo(body.slice(0, 1), body);
  const receive = async (ReceiveRequestAttemptId?: string) =>
    (await queue.receive({ ReceiveRequestAttemptId, MaxNumberOfMessages: 2 })).map(({ Body, ReceiptHandle }) => ({
      Body,
      ReceiptHandle,
    }));
  const lost = await receive("one");

  expect(lost.map(({ Body }) => Body)).toEqual(["a1", "a2"]);
  for (const _ of [1, 2]) expect(await receive("one")).toEqual(lost);
  const [first] = lost;
  await queue.delete(first ?? {});
  expect((await receive("one")).map(({ Body }) => Body)).toEqual(["b1"]);
  const standard = await messaging.createQueue("Attempts");
  await expect(standard.receive({ ReceiveRequestAttemptId: "one" })).rejects.toMatchObject({
    name: "InvalidParameterValue",
  });
});

test("a batch with an entry without a group, or without a deduplication id, is refused as a whole", async () => {
  const queue = await messaging.createQueue("WholeBatch.fifo", fifo);
  const good = { Id: "good", MessageBody: "x", MessageGroupId: "g", MessageDeduplicationId: "1" };
  const send = (entry: object) =>
    messaging.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: [good, { Id: "bad", MessageBody: "y", ...entry }],
      }),
    );

  await expect(send({ MessageDeduplicationId: "2" })).rejects.toThrow(
    "The request must contain the parameter MessageGroupId.",
  );
  await expect(send({ MessageGroupId: "g" })).rejects.toThrow("ContentBasedDeduplication enabled");
  expect(await queue.counts()).toMatchObject({ visible: 0 });
});

interface Sent {
  body: string;
  handle?: string;
}

test("any sequence of operations: every group stays in order and nothing is lost", async () => {
  const group = fc.constantFrom("a", "b", "c");
  const index = fc.nat(20);
  const step = fc.oneof(
    fc.record({ do: fc.constant("send" as const), group }),
    fc.record({ do: fc.constant("receive" as const), count: fc.integer({ min: 1, max: 10 }) }),
    fc.record({ do: fc.constant("delete" as const), index }),
    fc.record({ do: fc.constant("makeVisible" as const), index }),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const queue = await messaging.createQueue(`Model${run++}.fifo`, fifo);
      const groups = new Map<string, Sent[]>([..."abc"].map((name) => [name, []]));
      const inFlight = () => [...groups.values()].flat().filter(({ handle }) => handle);
      let sent = 0;
      for (const action of steps) {
        if (action.do === "send") {
          const body = `${action.group}${sent++}`;
          groups.get(action.group)?.push({ body });
          await queue.sendTo(action.group, body);
          continue;
        }
        if (action.do === "receive") {
          const free = new Map([...groups].map(([name, messages]) => [name, untilInFlight(messages)]));
          const received = await queue.receive({ MaxNumberOfMessages: action.count });
          const available = [...free.values()].flat().length;
          expect(received.length).toBe(Math.min(action.count, available));
          for (const { Body, ReceiptHandle } of received) {
            const next = free.get(Body.slice(0, 1))?.shift();
            expect(Body).toBe(next?.body);
            if (next) next.handle = ReceiptHandle;
          }
          continue;
        }
        const candidates = inFlight();
        const chosen = candidates[action.index % candidates.length];
        if (!chosen) continue;
        if (action.do === "makeVisible") await queue.changeVisibility({ ReceiptHandle: chosen.handle }, 0);
        if (action.do === "delete") {
          await queue.delete({ ReceiptHandle: chosen.handle });
          const messages = groups.get(chosen.body.slice(0, 1)) ?? [];
          messages.splice(messages.indexOf(chosen), 1);
        }
        chosen.handle = undefined;
      }
      const left = [...groups.values()].flat();
      const { visible, inFlight: held } = await queue.counts();
      expect(visible + held).toBe(left.length);
    }),
    { numRuns: 25 },
  );
});

function untilInFlight(messages: Sent[]): Sent[] {
  const first = messages.findIndex(({ handle }) => handle);
  return first === -1 ? [...messages] : messages.slice(0, first);
}
