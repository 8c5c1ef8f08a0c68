/**
 * Links that grant only what the linked function needs. SST's own links grant every action on a resource (`dynamodb:*`,
 * `sqs:*`, `sns:*`); these provide the same `Resource.<name>` with the named actions only. Several links to one
 * resource can be combined: their actions add up.
 *
 * A DynamoDB transaction needs no action of its own, only those of its parts: `Put` needs PutItem, and so on.
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

/** Checks conditions on items in transactions. */
export const canCheck = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:ConditionCheckItem"], [table.arn]);

export const canDelete = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:DeleteItem"], [table.arn]);

/** Puts and deletes whole items, many at once and without conditions. */
export const canBatchWrite = (table: sst.aws.Dynamo) => narrow(table, ["dynamodb:BatchWriteItem"], [table.arn]);

export const canSend = (queue: sst.aws.Queue) => narrow(queue, ["sqs:SendMessage"], [queue.arn]);

/** Reads the number of messages. */
export const canCount = (queue: sst.aws.Queue) => narrow(queue, ["sqs:GetQueueAttributes"], [queue.arn]);

export const canPublish = (topic: sst.aws.SnsTopic) => narrow(topic, ["sns:Publish"], [topic.arn]);

/** Sends to the connections of a WebSocket API, and closes them. */
export const canPostTo = (api: sst.aws.ApiGatewayWebSocket) =>
  narrow(
    api,
    ["execute-api:ManageConnections"],
    ["POST", "DELETE"].map(
      // Connections are not known at deploy time.
      (method) => $interpolate`${api.nodes.api.executionArn}/$default/${method}/@connections/*`,
    ),
  );

/** Knows an API's URL, to pass it on. */
export const canName = (api: sst.aws.ApiGatewayWebSocket) => ({
  urn: api.urn,
  getSSTLink: () => ({ properties: api.getSSTLink().properties }),
});

/** Sends mails with this sender only. An account in SES's sandbox also needs the recipients' identities here. */
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
