import { GetEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import type { Message } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import { lambda } from "../aws/lambda-client.ts";
import { recent } from "../recent.ts";
import { putBack, receiveFront, remove } from "./front-of-queue.ts";
import { orderIn, type QueuedOrder } from "./queued-order.ts";
import { serve } from "./serve.ts";

export type ByHand =
  /** Nothing was served: the consumer would take the orders out of one's hands. */
  | { status: "consumer-runs" }
  /** `crashed`: stopped in the middle, as an order asked for. What was in hand is frozen until the queue returns it. */
  | { status: "served"; served: number; crashed: boolean };

const oneBatchMs = 3_000;
// Lambda's control API allows few calls per second.
const stateFreshForMs = 1_000;
const idle = new Set(["Disabled", "Disabling"]);

/** Whether the line's consumer takes orders. */
export const consumerRuns = recent(stateFreshForMs, async () => {
  const { State: state = "" } = await lambda.send(
    new GetEventSourceMappingCommand({ UUID: Resource.OrderLineConsumer.mapping }),
  );
  return !idle.has(state);
});

/** Serves up to `most` orders from the front of the line, as the consumer does, in its place. */
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
  // What is no order stays in flight: it goes to the dead-letter queue after its last try, as it does with the consumer.
  if (batch.length === 0) return { served: 0, crashed: false };
  const orders = batch.map(({ order }) => order);
  const result = await serve(orders, Date.now() + oneBatchMs);
  if (result.crashed) return result;
  const good = batch.map(({ message }) => message);
  await remove(good.slice(0, result.served));
  await putBack(good.slice(result.served));
  return result;
}

/** An order that asks for a crash gets one: when it comes again, it is an order like any other. */
function orderOf({ Body: body = "", Attributes: attributes }: Message): QueuedOrder | undefined {
  const order = orderIn(body);
  return order && { ...order, crash: order.crash === true && attributes?.ApproximateReceiveCount === "1" };
}
