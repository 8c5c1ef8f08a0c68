import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { Resource } from "sst";
import * as z from "zod";
import { sqs } from "../aws/clients.ts";
import { advance, production } from "./production.ts";

/** What comes off the factory's line when a production's time is over. */
export const productionMessage = z.object({ id: z.string(), correlationId: z.string() });
export type ProductionMessage = z.infer<typeof productionMessage>;

const inserted = z.looseObject({ pk: z.string() });
// The longest an SQS message can be held back.
const maxDelaySeconds = 900;

/** Starts the production of an order that was put into the factory's table; other items are none of its business. */
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
