import { canCheck, canGet, canPut, canUpdate } from "./helpers/access.ts";
import { waitingTable } from "./waiting-room-data.ts";

/** The facts about a product: its name, its price, and when and how much to reorder. */
export const productTable = new sst.aws.Dynamo("ProductTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** The stock of each product. A hot product can be spread over several shards; at present each has only shard "0". */
export const stockTable = new sst.aws.Dynamo("StockTable", {
  fields: { productId: "string", shard: "string" },
  primaryIndex: { hashKey: "productId", rangeKey: "shard" },
});

export const orderTable = new sst.aws.Dynamo("OrderTable", {
  fields: {
    id: "string",
    email: "string",
    placedAt: "string",
    correlationId: "string",
    waiting: "string",
    shard: "string",
  },
  primaryIndex: { hashKey: "id" },
  globalIndexes: {
    byCustomer: { hashKey: "email", rangeKey: "placedAt" },
    byCorrelation: { hashKey: "correlationId" },
    // Contains only orders that wait in the order queue.
    waiting: { hashKey: "waiting", rangeKey: "placedAt" },
    // All orders by time, for the console: one small write for each (docs/decisions/0016-list-of-orders.md).
    recent: { hashKey: "shard", rangeKey: "placedAt", projection: "keys-only" },
  },
});

/** Derives order ids from idempotency keys. */
export const orderIdSecret = new sst.Secret("OrderIdSecret");

const seedCatalog = new sst.aws.Function("SeedCatalog", {
  handler: "packages/functions/src/deploy/seed-catalog.handler",
  // It waits for its role's permissions.
  timeout: "1 minute",
  link: [canPut(productTable), canUpdate(stockTable), canGet(waitingTable), canCheck(waitingTable)],
});

// The catalogue is part of the function's code, so it is seeded again whenever the code changes.
new aws.lambda.Invocation("SeedCatalogAtDeploy", {
  functionName: seedCatalog.name,
  input: JSON.stringify({}),
  triggers: { code: seedCatalog.nodes.function.s3Key.apply((key) => key ?? "") },
});
