import { accountId, region } from "../graph/addresses.ts";
import type { Context } from "./conditions.ts";
import type { Right } from "./statements.ts";

/** A request to DynamoDB, as much of it as says what it needs. */
interface Body {
  TableName?: string;
  IndexName?: string;
  StreamArn?: string;
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
 * @returns what its caller needs. The parts of a transaction need the actions of their own names.
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
  return [right(operation, resourceOf(body), context)];
}

function resourceOf({ TableName, IndexName, StreamArn, ResourceArn }: Body): string {
  if (StreamArn ?? ResourceArn) return StreamArn ?? ResourceArn ?? "*";
  if (TableName === undefined) return "*";
  return IndexName ? `${tableArn(TableName)}/index/${IndexName}` : tableArn(TableName);
}

/** A table can be named by its ARN, too. */
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
