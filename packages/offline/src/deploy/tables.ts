import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  paginateListTables,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import type { KeySchema, Table } from "../graph/types.ts";

/**
 * Makes every table match the graph; items are kept. Throws when a table's key differs from the graph's: DynamoDB can
 * only replace such a table, and that would lose its items.
 *
 * @returns what was changed, as short notes
 */
export async function deployTables(client: DynamoDBClient, tables: Table[]): Promise<string[]> {
  const notes = await Promise.all(tables.map((table) => deployTable(client, table)));
  return notes.flat();
}

/** @returns the names of the engine's tables that are not in the graph */
export async function unknownTables(client: DynamoDBClient, tables: Table[]): Promise<string[]> {
  const known = new Set(tables.map(({ name }) => name));
  const unknown: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    unknown.push(...TableNames.filter((name) => !known.has(name)));
  }
  return unknown;
}

async function deployTable(client: DynamoDBClient, table: Table): Promise<string[]> {
  const existing = await describe(client, table.name);
  if (!existing) {
    await client.send(new CreateTableCommand(definition(table)));
    await deployTimeToLive(client, table);
    return [`table ${table.name} created`];
  }
  requireSameKey(table, existing);
  return [
    ...(await deployIndexes(client, table, existing)),
    ...(await deployStream(client, table, existing)),
    ...(await deployTimeToLive(client, table)),
  ];
}

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function definition(table: Table): CreateTableCommandInput {
  return {
    TableName: table.name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: attributes(table),
    KeySchema: keySchema(table.key),
    ...(table.indexes.length > 0 && { GlobalSecondaryIndexes: table.indexes.map(indexDefinition) }),
    ...(table.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream.view } }),
  };
}

function requireSameKey(table: Table, existing: TableDescription): void {
  const types = (key: KeySchema) => [key.hash, key.range].map((name) => name && `${name} ${table.attributes[name]}`);
  const wanted = types(table.key).filter(Boolean).join(" / ");
  const actual = (existing.KeySchema ?? [])
    .map(({ AttributeName: name }) => `${name} ${attributeType(existing, name)}`)
    .join(" / ");
  if (wanted === actual) return;
  throw new Error(
    `the key of table ${table.name} is now "${wanted}" and was "${actual}". A key cannot be changed in place: ` +
      "undo the change, give the table another name, or begin anew with `npm run reset` (all data is lost).",
  );
}

/** Indexes that are no longer in the graph are deleted, as a deploy would: they hold only copies. */
async function deployIndexes(client: DynamoDBClient, table: Table, existing: TableDescription): Promise<string[]> {
  const actual = new Map((existing.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index]));
  const wanted = new Map(table.indexes.map((index) => [index.name, index]));
  const notes: string[] = [];

  for (const [IndexName, index] of actual) {
    const same = wanted.get(IndexName ?? "");
    if (same && shape(indexDefinition(same)) === shape(index)) continue;
    await client.send(
      new UpdateTableCommand({
        TableName: table.name,
        AttributeDefinitions: existing.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }],
      }),
    );
    actual.delete(IndexName);
    notes.push(`index ${IndexName} of table ${table.name} deleted`);
  }
  for (const [name, index] of wanted) {
    if (actual.has(name)) continue;
    await client.send(
      new UpdateTableCommand({
        TableName: table.name,
        AttributeDefinitions: attributes(table),
        GlobalSecondaryIndexUpdates: [{ Create: indexDefinition(index) }],
      }),
    );
    notes.push(`index ${name} of table ${table.name} created`);
  }
  return notes;
}

async function deployStream(client: DynamoDBClient, table: Table, existing: TableDescription): Promise<string[]> {
  const enabled = existing.StreamSpecification?.StreamEnabled ?? false;
  const view = enabled ? existing.StreamSpecification?.StreamViewType : undefined;
  if (view === table.stream?.view) return [];
  const set = (StreamSpecification: {
    StreamEnabled: boolean;
    StreamViewType?: NonNullable<Table["stream"]>["view"];
  }) => client.send(new UpdateTableCommand({ TableName: table.name, StreamSpecification }));

  if (enabled) await set({ StreamEnabled: false });
  if (table.stream) await set({ StreamEnabled: true, StreamViewType: table.stream.view });
  return [`stream of table ${table.name} is now ${table.stream?.view ?? "off"}`];
}

async function deployTimeToLive(client: DynamoDBClient, { name: TableName, ttlAttribute }: Table): Promise<string[]> {
  const { TimeToLiveDescription: actual } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  const current = actual?.TimeToLiveStatus === "ENABLED" ? actual.AttributeName : undefined;
  if (current === ttlAttribute) return [];
  const set = (AttributeName: string, Enabled: boolean) =>
    client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName, Enabled } }));

  if (current) await set(current, false);
  if (ttlAttribute) await set(ttlAttribute, true);
  return [`time to live of table ${TableName} is now ${ttlAttribute ?? "off"}`];
}

/** DynamoDB refuses attribute definitions that no key uses. */
function attributes({ attributes, key, indexes }: Table) {
  const used = new Set([key, ...indexes.map((index) => index.key)].flatMap(({ hash, range }) => [hash, range]));
  return Object.entries(attributes)
    .filter(([name]) => used.has(name))
    .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function keySchema({ hash, range }: KeySchema) {
  return [
    { AttributeName: hash, KeyType: "HASH" as const },
    ...(range ? [{ AttributeName: range, KeyType: "RANGE" as const }] : []),
  ];
}

function indexDefinition({ name, key, projection }: Table["indexes"][number]) {
  return { IndexName: name, KeySchema: keySchema(key), Projection: { ProjectionType: projection } };
}

function shape(index: { KeySchema?: unknown; Projection?: { ProjectionType?: unknown } }): string {
  return JSON.stringify([index.KeySchema, index.Projection?.ProjectionType]);
}

function attributeType(table: TableDescription, name: string | undefined): string | undefined {
  return table.AttributeDefinitions?.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
}
