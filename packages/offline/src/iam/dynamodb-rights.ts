import { accountId, region } from "../graph/addresses.ts";
import type { Context } from "./conditions.ts";
import type { Right } from "./statements.ts";

/** A request to DynamoDB, with the parts that determine the permissions it needs. */
interface Body {
  TableName?: string;
  IndexName?: string;
  StreamArn?: string;
  ShardIterator?: string;
  ResourceArn?: string;
  Select?: string;
  ReturnValues?: string;
  ReturnConsumedCapacity?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, { TableName?: string } | undefined>[];
}

const partActions: Record<string, string> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 *
 * @param operation `PutItem`, `TransactWriteItems`, …
 * @returns the permissions its caller needs. The parts of a transaction need the actions of their own names.
 */
export function dynamoDbRights(operation: string, body: Body): Right[] {
  if (operation === "TransactWriteItems" || operation === "TransactGetItems") {
    const context = { "dynamodb:enclosingoperation": [operation] };
    return (body.TransactItems ?? []).flatMap((item) =>
      Object.entries(item).flatMap(([part, request]) => {
        const action = partActions[part];
        return action ? right(action, tableArn(request?.TableName), context) : [];
      }),
    );
  }
  const context = contextOf(body);
  if (operation === "BatchGetItem" || operation === "BatchWriteItem") {
    return Object.keys(body.RequestItems ?? {}).map((table) => right(operation, tableArn(table), context));
  }
  const stream = streamOf(operation, body);
  return [right(operation, stream ? `${tableArn(stream)}/stream/1` : resourceOf(body), context)];
}

/**
 * @returns the table of a request to its stream. The engine's stream ARNs differ from the graph's, which all end in 1,
 * and its iterators contain the table's name.
 */
function streamOf(operation: string, { TableName, StreamArn, ShardIterator }: Body): string | undefined {
  if (operation === "ListStreams") return TableName;
  if (StreamArn) return /:table\/([^/]+)\/stream\//.exec(StreamArn)?.[1];
  if (!ShardIterator) return undefined;
  return /"table_name":"([^"]+)"/.exec(Buffer.from(ShardIterator, "base64").toString())?.[1];
}

function resourceOf({ TableName, IndexName, ResourceArn }: Body): string {
  if (ResourceArn) return ResourceArn;
  if (TableName === undefined) return "*";
  return IndexName ? `${tableArn(TableName)}/index/${IndexName}` : tableArn(TableName);
}

/** A table may also be named by its ARN. */
function tableArn(table = ""): string {
  return table.startsWith("arn:") ? table : `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
}

function contextOf({ Select, ReturnValues, ReturnConsumedCapacity }: Body): Context {
  return {
    ...(Select && { "dynamodb:select": [Select] }),
    ...(ReturnValues && { "dynamodb:returnvalues": [ReturnValues] }),
    ...(ReturnConsumedCapacity && { "dynamodb:returnconsumedcapacity": [ReturnConsumedCapacity] }),
  };
}

function right(operation: string, resource: string, context: Context): Right {
  return { action: `dynamodb:${operation}`, resource, context };
}
