import { canCheck, canGet, canPut, canUpdate } from "./helpers/access.ts";
import { waitingTable } from "./waiting-room-data.ts";

/** What a product is: name, price, when and how much to reorder. */
export const productTable = new sst.aws.Dynamo("ProductTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** How many of a product there are. A hot product can be spread over several shards; today each has the shard "0". */
export const stockTable = new sst.aws.Dynamo("StockTable", {
  fields: { productId: "string", shard: "string" },
  primaryIndex: { hashKey: "productId", rangeKey: "shard" },
});

export const orderTable = new sst.aws.Dynamo("OrderTable", {
  fields: { id: "string", email: "string", placedAt: "string", correlationId: "string", waiting: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: {
    byCustomer: { hashKey: "email", rangeKey: "placedAt" },
    byCorrelation: { hashKey: "correlationId" },
    // Only orders that wait in the order queue are in it.
    waiting: { hashKey: "waiting", rangeKey: "placedAt" },
  },
});

/** Derives order ids from idempotency keys. */
export const orderIdSecret = new sst.Secret("OrderIdSecret");

const seedCatalog = new sst.aws.Function("SeedCatalog", {
  handler: "packages/functions/src/deploy/seed-catalog.handler",
  // It waits for its role's rights.
  timeout: "1 minute",
  link: [canPut(productTable), canUpdate(stockTable), canGet(waitingTable), canCheck(waitingTable)],
});

// The catalogue is part of the function's code, so it is seeded again whenever the code changes.
new aws.lambda.Invocation("SeedCatalogAtDeploy", {
  functionName: seedCatalog.name,
  input: JSON.stringify({}),
  triggers: { code: seedCatalog.nodes.function.s3Key.apply((key) => key ?? "") },
});
