import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamodb } from "../aws/clients.ts";
import { drain, startQueues } from "../queues/testing.ts";
import { answerLabMessage, labMessage, listLabMessages, noteLabTry, sendToLab } from "./message.ts";

let queues: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  queues = await startQueues([{ name: "LabQueue", role: "work" }]);
});
afterAll(() => queues.stop());

const keyOf = (id: string) => ({ TableName: "LabTable", Key: { kind: "message", id } });

test("a message whose record has expired is answered and recorded again", async () => {
  const [swept, expired] = [await sendToLab(1), await sendToLab(2)];
  await dynamodb.send(new DeleteCommand(keyOf(swept.id)));
  const past = { UpdateExpression: "SET expiresAt = :then", ExpressionAttributeValues: { ":then": 1_700_000_000 } };
  await dynamodb.send(new UpdateCommand({ ...keyOf(expired.id), ...past }));
  expect(await listLabMessages(10)).toEqual([]);
  for (const { Body: body = "" } of await drain(queues.queue("LabQueue"))) {
    const message = labMessage.parse(JSON.parse(body));
    await noteLabTry(message, 4);
    await answerLabMessage(message, true);
  }
  expect(await listLabMessages(10)).toMatchObject([
    { id: expired.id, sentAt: expired.sentAt, input: 2, output: 3, tries: 1, receiveCount: 4, inTime: true },
    { id: swept.id, input: 1, output: 2, tries: 1 },
  ]);
});

test("a message sent by hand is answered like any other", async () => {
  const message = { id: "by-hand", correlationId: "hand", input: 41 };
  await noteLabTry(message, 1);
  await answerLabMessage(message, false);
  expect((await listLabMessages(10)).find(({ id }) => id === "by-hand")).toMatchObject({ output: 42, inTime: false });
});
