import { auditTable } from "./audit.ts";
import { canGet, canPut, canQuery, canScan, canUpdate } from "./helpers/access.ts";
import { outboxTable } from "./messaging.ts";
import { productionTable } from "./restock.ts";
import { productTable, stockTable } from "./sales-data.ts";

/** The stock's part of the operators' API. */
export const stockFunction = new sst.aws.Function("StockFunction", {
  handler: "packages/functions/src/api/stock.handler",
  link: [
    canScan(productTable),
    canScan(stockTable),
    canGet(stockTable),
    canUpdate(stockTable),
    canQuery(productionTable, "recent"),
    canPut(outboxTable),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
});
