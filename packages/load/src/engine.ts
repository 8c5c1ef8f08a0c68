import { randomUUID } from "node:crypto";
import {
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { orderPlaced } from "@donut/contracts/events/order";
import { createEvent } from "@donut/core/messaging/event";
import { storedOrder } from "@donut/core/order/order";
import { stockKey } from "@donut/core/stock/stock-item";
import { plainTaking, resetting, type StockChange } from "@donut/core/stock/stock-update";

// The first benchmarked product's reorder point: its stock stays above it.
const reorderPoint = 20;

/** Direct access to a running shop's database engine, without the shop in between. */
export function openEngine(endpoint: string) {
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 64 } },
  });

  return {
    async setAvailable(productId: string, available: number): Promise<void> {
      await client.send(
        new UpdateItemCommand({
          TableName: "StockTable",
          Key: marshall(stockKey(productId)),
          ...marshalled(resetting(available)),
        }),
      );
    },

    /**
     * @returns a function that writes exactly what one order writes: the same items and conditions, in one transaction
     */
    async orderWriter(orderId: string): Promise<(productId: string) => Promise<void>> {
      const { Item: order } = await client.send(
        new GetItemCommand({ TableName: "OrderTable", Key: { id: { S: orderId } } }),
      );
      if (order === undefined) throw new Error(`There is no order ${orderId} to copy`);
      const { email, lines, units, total } = storedOrder.parse(unmarshall(order));
      const placed = createEvent(orderPlaced, { orderId, email, lines, units, total });
      const event = marshall({ subject: placed.subject, body: JSON.stringify(placed), committedAt: Date.now() });
      return async (productId) => {
        const items: TransactWriteItem[] = [
          {
            Put: {
              TableName: "OrderTable",
              Item: { ...order, id: { S: `ord_${randomUUID()}` } },
              ConditionExpression: "attribute_not_exists(id)",
            },
          },
          { Put: { TableName: "OutboxTable", Item: { ...event, id: { S: randomUUID() } } } },
          {
            Update: {
              TableName: "StockTable",
              Key: marshall(stockKey(productId)),
              ...marshalled(plainTaking(1, reorderPoint)),
            },
          },
        ];
        await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      };
    },

    /** @returns the ids of Shopify's webhooks that have taken effect, or that were older than the stored state */
    async storedWebhooks(): Promise<Set<string>> {
      const ids = new Set<string>();
      const pages = paginateScan(
        { client },
        {
          TableName: "ShopifyDeliveryTable",
          FilterExpression: "#result IN (:stored, :stale)",
          ExpressionAttributeNames: { "#result": "result" },
          ExpressionAttributeValues: { ":stored": { S: "stored" }, ":stale": { S: "stale" } },
          ProjectionExpression: "webhookId",
        },
      );
      for await (const { Items: items = [] } of pages) {
        for (const { webhookId } of items) if (webhookId?.S) ids.add(webhookId.S);
      }
      return ids;
    },

    close: () => client.destroy(),
  };
}

function marshalled<Change extends StockChange>(change: Change) {
  return { ...change, ExpressionAttributeValues: marshall(change.ExpressionAttributeValues) };
}
