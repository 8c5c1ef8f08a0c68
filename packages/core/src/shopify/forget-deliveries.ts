import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { arrivalsOf } from "./delivery.ts";
import { forgetBodies } from "./raw-body.ts";

/** Deletes the bodies of deliveries; the records of their arrival and result stay. */
export async function forgetDeliveries(deliveries: ShopifyDelivery[]): Promise<void> {
  const kept = deliveries.filter(({ bodyUntil }) => bodyUntil !== undefined);
  await forgetBodies(kept.map(({ id }) => id));
  for (const { webhookId, id } of kept) {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.ShopifyDeliveryTable.name,
        Key: { webhookId, id },
        UpdateExpression: "REMOVE bodyUntil",
        ConditionExpression: "attribute_exists(id)",
      }),
    );
  }
}

export async function forgetDelivery(webhookId: string, id: string): Promise<void> {
  await forgetDeliveries((await arrivalsOf(webhookId)).filter((arrival) => arrival.id === id));
}
