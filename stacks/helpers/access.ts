/**
 * Links that grant no more than what the linked function does. SST's own links grant every action on a resource
 * (`dynamodb:*`, `sqs:*`, `sns:*`); these give the same `Resource.<name>` with the named actions only. Several may be
 * given for one resource: their actions add up.
 *
 * A DynamoDB transaction needs no action of its own, but those of its parts: `Put` needs PutItem, and so on.
 */

/** Reads items by their keys. */
export const canGet = (table: sst.aws.Dynamo) =>
  narrow(table, ["dynamodb:GetItem", "dynamodb:BatchGetItem"], [table.arn]);

/** Reads the items of one hash key, of the table itself or of one of its indexes. */
export const canQuery = (table: sst.aws.Dynamo, index?: string) =>
  narrow(table, ["dynamodb:Query"], [index ? $interpolate`${table.arn}/index/${index}` : table.arn]);

/** Reads the whole of a small table. */
export const canScan = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:Scan"], [table.arn]);

/** Adds items, or replaces whole ones. */
export const canPut = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:PutItem"], [table.arn]);

export const canUpdate = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:UpdateItem"], [table.arn]);

/** Has a transaction look at items. */
export const canCheck = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:ConditionCheckItem"], [table.arn]);

export const canDelete = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:DeleteItem"], [table.arn]);

/** Puts and deletes whole items, many at once and without conditions. */
export const canBatchWrite = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:BatchWriteItem"], [table.arn]);

export const canSend = (queue: sst.aws.Queue) => narrow(queue, ["sqs:SendMessage"], [queue.arn]);

/** Reads how many messages there are. */
export const canCount = (queue: sst.aws.Queue) => narrow(queue, ["sqs:GetQueueAttributes"], [queue.arn]);

export const canPublish = (topic: sst.aws.SnsTopic) => narrow(topic, ["sns:Publish"], [topic.arn]);

/** Sends to those who are connected to a WebSocket API, and closes their connections. */
export const canPostTo = (api: sst.aws.ApiGatewayWebSocket) =>
  narrow(
    api,
    ["execute-api:ManageConnections"],
    ["POST", "DELETE"].map(
      // Who will be connected is not known at deploy.
      (method) => $interpolate`${api.nodes.api.executionArn}/$default/${method}/@connections/*`,
    ),
  );

/** Knows where an API is, to tell others. */
export const canName = (api: sst.aws.ApiGatewayWebSocket) => ({
  urn: api.urn,
  getSSTLink: () => ({ properties: api.getSSTLink().properties }),
});

/** Sends mails, and only as this sender. An account in SES's sandbox needs the recipients' identities here, too. */
export const canMail = (email: sst.aws.Email) =>
  narrow(
    email,
    ["ses:SendEmail"],
    [email.nodes.identity.arn, email.nodes.configurationSet.arn],
    [{ test: "StringEquals", variable: "ses:FromAddress", values: [email.sender] }],
  );

interface Linkable {
  urn: $util.Output<string>;
  getSSTLink(): { properties: Record<string, unknown> };
}

type Conditions = { test: string; variable: string; values: $util.Input<string>[] }[];

function narrow(resource: Linkable, actions: string[], resources: $util.Input<string>[], conditions?: Conditions) {
  return {
    urn: resource.urn,
    getSSTLink: () => ({
      properties: resource.getSSTLink().properties,
      include: [sst.aws.permission({ actions, resources, ...(conditions && { conditions }) })],
    }),
  };
}
