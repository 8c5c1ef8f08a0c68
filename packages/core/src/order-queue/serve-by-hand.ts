import { GetEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import type { Message } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { lambda } from "../aws/lambda-client.ts";
import { recent } from "../recent.ts";
import { putBack, receiveFront, remove } from "./front.ts";
import { orderIn, type QueuedOrder } from "./queued-order.ts";
import { serve } from "./serve.ts";

export type ByHand =
  /** Nothing was booked: the consumer is running and would compete for the orders. */
  | { status: "consumer-runs" }
  /** `crashed`: an order asked for it. The batch stays in flight until its visibility timeout ends. */
  | { status: "served"; served: number; crashed: boolean };

const oneBatchMs = 3_000;
// Lambda's control API allows 15 calls per second in total.
const stateFreshForMs = 1_000;
const idle = new Set(["Disabled", "Disabling"]);

/** @returns whether the consumer of the order queue is running */
export const consumerRuns = /* @__PURE__ */ recent(stateFreshForMs, async () => {
  const { State: state = "" } = await lambda.send(
    new GetEventSourceMappingCommand({ UUID: Resource.OrderLineConsumer.mapping }),
  );
  return !idle.has(state);
});

/** Books up to `most` orders from the front of the queue in place of the paused consumer. */
export async function serveByHand(most: number, giveUpAt: number): Promise<ByHand> {
  if (await consumerRuns(0)) return { status: "consumer-runs" };
  let served = 0;
  while (served < most && Date.now() + oneBatchMs < giveUpAt) {
    const messages = await receiveFront(most - served);
    if (messages.length === 0) break;
    const batch = await serveBatch(messages);
    served += batch.served;
    if (batch.crashed) return { status: "served", served, crashed: true };
    if (batch.served < messages.length) break;
  }
  return { status: "served", served, crashed: false };
}

async function serveBatch(messages: Message[]) {
  const batch = messages.flatMap((message) => {
    const order = orderOf(message);
    return order ? [{ message, order }] : [];
  });
  // A message that is not an order stays in flight for a while; later the consumer moves it to the dead-letter queue.
  if (batch.length === 0) return { served: 0, crashed: false };
  const orders = batch.map(({ order }) => order);
  const result = await serve(orders, Date.now() + oneBatchMs);
  if (result.crashed) return result;
  const good = batch.map(({ message }) => message);
  await remove(good.slice(0, result.served));
  await putBack(good.slice(result.served));
  return result;
}

/** An order that asks for a crash gets it on its first delivery only. */
function orderOf({ Body: body = "", Attributes: attributes }: Message): QueuedOrder | undefined {
  const order = orderIn(body);
  return order && { ...order, crash: order.crash === true && attributes?.ApproximateReceiveCount === "1" };
}
