import { arrivalsOf } from "./delivery.ts";

/** @returns whether a delivery that was given up still waits for somebody to retry it */
export async function isOpen({ webhookId, deliveryId }: { webhookId: string; deliveryId: string }): Promise<boolean> {
  const delivery = (await arrivalsOf(webhookId)).find(({ id }) => id === deliveryId);
  return delivery?.result === "given-up" && delivery.retriedAs === undefined;
}
