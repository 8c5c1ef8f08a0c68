import { factoryApi, factoryApiKey, factorySigningSecret } from "./factory.ts";
import { canGet, canPut, canScan, canSend, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { outboxTable, topics } from "./messaging.ts";
import { productTable, stockTable } from "./sales-data.ts";

/** The warehouse's orders to the factory: one production order per shortage. */
export const productionTable = new sst.aws.Dynamo("ProductionTable", {
  fields: { id: "string", kind: "string", requestedAt: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: { recent: { hashKey: "kind", rangeKey: "requestedAt" } },
});

/** Completions that the factory has reported, until they are in stock. */
const stockIn = pipeline("StockInQueue", {
  subject: "stock",
  awaited: "report",
  consumer: {
    handler: "packages/functions/src/consumers/stock-in.handler",
    link: [
      canScan(productTable),
      canGet(productionTable),
      canUpdate(productionTable),
      canGet(stockTable),
      canUpdate(stockTable),
      canPut(outboxTable),
    ],
    feeds: ["StockTopic"],
  },
});

const restockFunction = new sst.aws.Function("RestockFunction", {
  handler: "packages/functions/src/api/restock.handler",
  link: [canSend(stockIn.queue), factorySigningSecret],
});

const restockApi = httpApi("RestockApi", { browser: false, feeds: ["StockInQueue"] });
restockApi.route("$default", restockFunction.arn);

/** Shortages, until the factory has accepted a production order for each. */
pipeline("RestockQueue", {
  subject: "stock",
  awaited: "shortage",
  from: { topic: topics.stock, events: ["stock.depleted"] },
  consumer: {
    handler: "packages/functions/src/consumers/restock.handler",
    link: [factoryApi, factoryApiKey, restockApi, canPut(productionTable), canUpdate(stockTable), canPut(outboxTable)],
    feeds: ["FactoryApi", "StockTopic"],
  },
  // The factory is slow and old.
  maxConcurrency: 5,
});

/** Shortages do not depend on their messages: the factory is asked again for a missing answer. */
sweep("ShortageSweep", {
  handler: "packages/functions/src/schedules/shortage-sweep.handler",
  link: [
    factoryApi,
    factoryApiKey,
    canScan(productTable),
    canScan(stockTable),
    canGet(stockTable),
    canUpdate(stockTable),
    canGet(productionTable),
    canUpdate(productionTable),
    canPut(outboxTable),
  ],
  minutes: 5,
});

/**
 * Shortages that have lasted too long, until they are over: each goes to the dead-letter queue and raises the alarm.
 */
pipeline("OverdueQueue", {
  subject: "stock",
  from: { topic: topics.stock, events: ["shortage.overdue"] },
  consumer: { handler: "packages/functions/src/consumers/overdue.handler", link: [canGet(stockTable)] },
});
