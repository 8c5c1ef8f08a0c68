import { randomUUID } from "node:crypto";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { clientConfig } from "@donut/offline/engines/client-config";

/**
 * Puts an event in a running system's outbox, as a transaction of its subject's service does. The same `id` again is
 * the same event.
 */
async function announce(
  databaseUrl: string,
  { id = randomUUID(), ...event }: { id?: string; type: string; subject: string; correlationId: string; data: object },
): Promise<void> {
  const client = new DynamoDBClient(clientConfig(databaseUrl));
  const body = JSON.stringify({ id, at: new Date().toISOString(), ...event });
  try {
    await client.send(
      new PutItemCommand({
        TableName: "OutboxTable",
        // The stream reports only new items, so a duplicate event needs another key.
        Item: { id: { S: randomUUID() }, subject: { S: event.subject }, body: { S: body } },
      }),
    );
  } finally {
    client.destroy();
  }
}

/** As the Shopify consumer announces an order that it has stored. */
export function announceShopifyOrder(
  databaseUrl: string,
  { orderId, amount = "6000", id = `stored-${orderId}` }: { orderId: string; amount?: string; id?: string },
): Promise<void> {
  return announce(databaseUrl, {
    id,
    type: "shopify.order_stored",
    subject: "shopify",
    correlationId: `shopify-${orderId}`,
    data: {
      shop: "donut-states.myshopify.com",
      orderId,
      name: `#${orderId}`,
      change: "new",
      state: "open",
      total: { amount, currency: "KRW" },
      units: { glazed: 2 },
      owed: {},
      unmapped: 0,
    },
  });
}
