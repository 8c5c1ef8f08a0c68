/**
 * Links that grant no more than what the linked function does. SST's own links grant every action on a resource
 * (`dynamodb:*`, `sqs:*`, `sns:*`); these give the same `Resource.<name>` with the named actions only. Several may be
 * given for one resource: their actions add up.
 *
 * A DynamoDB transaction needs no action of its own: each of its parts needs the action of the same name.
 */

/** Reads by key or index. */
export const canRead = (table: sst.aws.Dynamo) =>
  narrow(table, ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"], andIndexes(table));

/** Reads the whole of a small table. */
export const canScan = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:Scan"], [table.arn]);

/** Adds items, or replaces whole ones. */
export const canPut = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:PutItem"], [table.arn]);

export const canUpdate = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:UpdateItem"], [table.arn]);

/** Makes a transaction depend on an item that it leaves as it is. */
export const canCheck = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:ConditionCheckItem"], [table.arn]);

export const canSend = (queue: sst.aws.Queue) => narrow(queue, ["sqs:SendMessage"], [queue.arn]);

/** What the event source mapping of a consumer needs, and a consumer that returns a message to its queue early. */
export const canConsume = (queue: sst.aws.Queue) =>
  narrow(
    queue,
    [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
    ],
    [queue.arn],
  );

export const canPublish = (topic: sst.aws.SnsTopic) => narrow(topic, ["sns:Publish"], [topic.arn]);

interface Linkable {
  urn: $util.Output<string>;
  getSSTLink(): { properties: Record<string, unknown> };
}

function narrow(resource: Linkable, actions: string[], resources: $util.Input<string>[]) {
  return {
    urn: resource.urn,
    getSSTLink: () => ({
      properties: resource.getSSTLink().properties,
      include: [sst.aws.permission({ actions, resources })],
    }),
  };
}

function andIndexes(table: sst.aws.Dynamo) {
  return [table.arn, $interpolate`${table.arn}/index/*`];
}
