import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  paginateListTables,
  paginateScan,
} from "@aws-sdk/client-dynamodb";

/**
 * Deletes items that DynamoDB's time to live would have deleted by `now` (unix seconds), since dynoxide keeps them. As
 * on AWS an item can be read for a while after it has expired, and its deletion is a REMOVE record in the table's
 * stream; only the record's `userIdentity` is missing.
 *
 * @returns how many items were deleted
 */
export async function deleteExpiredItems(
  client: DynamoDBClient,
  now = Math.floor(Date.now() / 1_000),
): Promise<number> {
  let deleted = 0;
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const table of TableNames) deleted += await sweep(client, table, now);
  }
  return deleted;
}

async function sweep(client: DynamoDBClient, TableName: string, now: number): Promise<number> {
  const { TimeToLiveDescription: ttl } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  if (ttl?.TimeToLiveStatus !== "ENABLED" || !ttl.AttributeName) return 0;

  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const keys = (Table?.KeySchema ?? []).map(
    ({ AttributeName }, index) => [`#key${index}`, AttributeName ?? ""] as const,
  );
  const expired = {
    TableName,
    ExpressionAttributeNames: { "#ttl": ttl.AttributeName },
    ExpressionAttributeValues: { ":now": { N: String(now) }, ":number": { S: "N" } },
  };
  const condition = "attribute_type(#ttl, :number) AND #ttl < :now";

  let deleted = 0;
  const pages = paginateScan(
    { client },
    {
      ...expired,
      ExpressionAttributeNames: { ...expired.ExpressionAttributeNames, ...Object.fromEntries(keys) },
      FilterExpression: condition,
      ProjectionExpression: keys.map(([placeholder]) => placeholder).join(", "),
      Limit: 1_000,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const Key of Items) {
      try {
        await client.send(new DeleteItemCommand({ ...expired, Key, ConditionExpression: condition }));
        deleted++;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    }
  }
  return deleted;
}
