import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "@donut/core/aws/clients";
import { scanAll } from "@donut/core/aws/scan-all";
import type { Table } from "@donut/offline/graph/types";

/** Where the source stores connections. */
export const connectionTable: Table = {
  name: "SourceConnectionTable",
  arn: "arn:aws:dynamodb:us-east-1:000000000000:table/SourceConnectionTable",
  attributes: { connection_id: "S" },
  key: { hash: "connection_id" },
  indexes: [],
};

const postsAtOnce = 50;
const mostInTransaction = 100;

/**
 * A tick as in the source: the queue's size, a scan of all connections, and a message to each. It differs in two ways,
 * both for the better: the scan continues past the first megabyte, and the messages are awaited.
 */
export function sourceTick({ queueUrl, sqsUrl, postTo }: { queueUrl: string; sqsUrl: string; postTo: string }) {
  const sqs = new SQSClient({ endpoint: sqsUrl });
  const connections = new ApiGatewayManagementApiClient({ endpoint: postTo });
  return {
    async tick(posts: boolean): Promise<void> {
      const [waiting, everyone] = await Promise.all([
        sqs.send(
          new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
        ),
        scan(),
      ]);
      const waitingNum = waiting.Attributes?.ApproximateNumberOfMessages;
      const queue = posts ? everyone.values() : [].values();
      await Promise.all(
        Array.from({ length: postsAtOnce }, async () => {
          for (const id of queue) {
            const Data = JSON.stringify({ status: "update", concurrency: 3, waitingTime: 25, waitingNum });
            await connections.send(new PostToConnectionCommand({ ConnectionId: id, Data }));
          }
        }),
      );
    },
    close: () => {
      sqs.destroy();
      connections.destroy();
    },
  };
}

async function scan(): Promise<string[]> {
  const items = await scanAll({ TableName: connectionTable.name });
  return items.map((item) => String(item.connection_id));
}

export async function connectAll(connectionIds: string[]): Promise<void> {
  await putAll(
    connectionTable.name,
    connectionIds.map((id, index) => ({
      connection_id: id,
      messageGroupId: String(index % 3),
      timestamp: Date.now(),
    })),
  );
}

/** In transactions, each of which the engine writes to disk once. */
export async function putAll(table: string, items: Record<string, unknown>[]): Promise<void> {
  for (let done = 0; done < items.length; done += mostInTransaction) {
    const puts = items.slice(done, done + mostInTransaction).map((Item) => ({ Put: { TableName: table, Item } }));
    await dynamodb.send(new TransactWriteCommand({ TransactItems: puts }));
  }
}
