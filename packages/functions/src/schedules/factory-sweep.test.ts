import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { withContext } from "@donut/core/context";
import { acceptProduction, advance } from "@donut/partners/factory/production";
import { sweepProductions } from "@donut/partners/factory/sweep-productions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEngines } from "../testing.ts";

const minute = 60_000;
let engines: Awaited<ReturnType<typeof startEngines>>;
let productionQueue: string;
beforeAll(async () => {
  engines = await startEngines((queues) => {
    productionQueue = `${queues}/FactoryProductionQueue`;
    return { FactoryProductionQueue: { url: productionQueue } };
  });
  await sqs.send(new CreateQueueCommand({ QueueName: "FactoryProductionQueue" }));
});
afterAll(() => engines.stop());

const sweepIn = (ms: number) => sweepProductions(Date.now() + 20_000, Date.now() + ms);
const waiting = async () => {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: productionQueue, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 }),
  );
  return messages.map(({ Body: body = "" }) => JSON.parse(body));
};

test("a production whose message was lost is started again until it has ended", async () => {
  const request = { id: "po-1", productId: "glazed", quantity: 100, callbackUrl: "http://127.0.0.1:1/completions" };
  await withContext({ correlationId: "cor-1" }, () =>
    acceptProduction(request, { refuse: false, productionSeconds: 0 }),
  );
  expect(await sweepIn(4 * minute)).toEqual({ scheduled: 0 });
  expect(await waiting()).toEqual([]);

  expect(await sweepIn(6 * minute)).toEqual({ scheduled: 1 });
  expect(await waiting()).toEqual([{ id: "po-1", correlationId: "cor-1" }]);

  await advance("po-1", { status: "completed", finishedAt: new Date().toISOString() });
  expect(await sweepIn(60 * minute)).toEqual({ scheduled: 0 });
  expect(await waiting()).toEqual([]);
});
