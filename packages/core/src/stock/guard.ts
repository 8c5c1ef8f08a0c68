import { Resource } from "sst";
import type { TransactItem } from "../aws/transact.ts";
import { stockKey } from "./stock-item.ts";

/**
 * The part of a transaction that restricts a product's sale to admissions with this guard; without a guard, anybody may
 * buy.
 */
export function stockGuard(productId: string, guard: string | undefined): TransactItem {
  return {
    Update: {
      TableName: Resource.StockTable.name,
      Key: stockKey(productId),
      ...(guard === undefined
        ? { UpdateExpression: "REMOVE guard", ConditionExpression: "attribute_exists(available)" }
        : {
            UpdateExpression: "SET guard = :guard",
            ConditionExpression: "attribute_exists(available)",
            ExpressionAttributeValues: { ":guard": guard },
          }),
    },
  };
}
