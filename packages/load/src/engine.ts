import { randomUUID } from "node:crypto";
import {
  DynamoDBClient,
  GetItemCommand,
  ScanCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { stockKey } from "@donut/core/stock/stock-item";
import { plainTaking, resetting, type StockChange } from "@donut/core/stock/stock-update";

// The first benchmarked product's: what is sold stays above it.
const reorderPoint = 20;

/** The database engine under a running shop, without anything of the shop in between. */
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

    /** @returns a function that writes what one order writes: the same items, the same conditions, in one transaction */
    async orderWriter(orderId: string): Promise<(productId: string) => Promise<void>> {
      const { Item: order } = await client.send(
        new GetItemCommand({ TableName: "OrderTable", Key: { id: { S: orderId } } }),
      );
      const { Items: outbox = [] } = await client.send(
        new ScanCommand({
          TableName: "OutboxTable",
          FilterExpression: "contains(body, :id)",
          ExpressionAttributeValues: { ":id": { S: orderId } },
        }),
      );
      const event = outbox[0];
      if (order === undefined || event === undefined) throw new Error(`There is no order ${orderId} to copy`);
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

    close: () => client.destroy(),
  };
}

function marshalled<Change extends StockChange>(change: Change) {
  return { ...change, ExpressionAttributeValues: marshall(change.ExpressionAttributeValues) };
}
