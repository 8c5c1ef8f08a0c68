import { SendMessageCommand } from "@aws-sdk/client-sqs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqs } from "../aws/clients.ts";
import { drain, startQueues } from "../queues/testing.ts";
import { messageText } from "./message-text.ts";

let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues([{ name: "Texts", role: "work" }]);
});
afterAll(() => system.stop());

test("any text arrives in a queue's message unchanged", async () => {
  const queue = system.queue("Texts");
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("a\ufffe", "\uffff", "\u0000", "🍩"));
  const message = fc.oneof(text, fc.dictionary(text, text, { noNullPrototype: true }), fc.array(text));
  await fc.assert(
    fc.asyncProperty(message, async (sent) => {
      await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: messageText(sent) }));
      const [{ Body: body = "" } = {}] = await drain(queue);
      expect(JSON.parse(body)).toEqual(sent);
    }),
    { numRuns: 40 },
  );
});
