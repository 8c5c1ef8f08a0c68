import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@donut/core/aws/clients";
import { Resource } from "sst";
import * as z from "zod";
import { advance, production } from "./production.ts";

/** Sent with a delay of the production time: the production is done. */
export const productionMessage = z.object({ id: z.string(), correlationId: z.string() });
export type ProductionMessage = z.infer<typeof productionMessage>;

const inserted = z.looseObject({ pk: z.string() });
// SQS's longest delay for a message.
const maxDelaySeconds = 900;

/** Starts the production of a new order in the factory's table; other items are ignored. */
export async function scheduleProduction(item: unknown): Promise<void> {
  if (!inserted.parse(item).pk.startsWith("order#")) return;
  const { id, expectedAt, correlationId } = production.parse(item);
  const message: ProductionMessage = { id, correlationId };
  const remaining = Math.ceil((Date.parse(expectedAt) - Date.now()) / 1000);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: Resource.FactoryProductionQueue.url,
      MessageBody: JSON.stringify(message),
      DelaySeconds: Math.min(maxDelaySeconds, Math.max(0, remaining)),
    }),
  );
  await advance(id, { status: "producing" });
}
