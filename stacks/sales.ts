import { canCheck, canGet, canPut, canQuery, canScan, canSend, canUpdate } from "./access.ts";
import { signedInOnly } from "./auth.ts";
import { httpApi } from "./http-api.ts";
import { journeyTable } from "./journey.ts";
import { outboxTable, topics } from "./messaging.ts";
import { pipeline } from "./pipeline.ts";

/** What a product is: name, price, when and how much to reorder. */
export const productTable = new sst.aws.Dynamo("ProductTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** What there is of a product. A hot product can be spread over several shards; today each has the shard "0". */
export const stockTable = new sst.aws.Dynamo("StockTable", {
  fields: { productId: "string", shard: "string" },
  primaryIndex: { hashKey: "productId", rangeKey: "shard" },
});

export const orderTable = new sst.aws.Dynamo("OrderTable", {
  fields: { id: "string", email: "string", placedAt: "string", correlationId: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: {
    byCustomer: { hashKey: "email", rangeKey: "placedAt" },
    byCorrelation: { hashKey: "correlationId" },
  },
});

const seedCatalog = new sst.aws.Function("SeedCatalog", {
  handler: "packages/functions/src/deploy/seed-catalog.handler",
  link: [canPut(productTable), canUpdate(stockTable)],
});

// The catalogue is part of the function's code, so new code is a reason to run it again.
new aws.lambda.Invocation("SeedCatalogAtDeploy", {
  functionName: seedCatalog.name,
  input: JSON.stringify({}),
  triggers: { code: seedCatalog.nodes.function.s3Key.apply((key) => key ?? "") },
});

/** Makes ids of orders from idempotency keys. */
export const orderIdSecret = new sst.Secret("OrderIdSecret");

/** The numbers of the order line: which was drawn last, and whose turn it is. */
export const orderLineTable = new sst.aws.Dynamo("OrderLineTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** What booking an order takes. */
export const canBook = [
  canScan(productTable),
  canUpdate(stockTable),
  canPut(orderTable),
  canPut(outboxTable),
  canUpdate(orderLineTable),
  canCheck(orderLineTable),
];

/** Orders that wait for their turn, in the order they came, so that the database has no more to do than it can. */
export const orderLine = pipeline("OrderQueue", {
  subject: "order",
  fifo: true,
  consumer: {
    handler: "packages/functions/src/consumers/order-queue.handler",
    link: canBook,
    timeoutSeconds: 5,
    feeds: ["OrderTopic", "StockTopic"],
  },
  // How long an order is frozen when whoever books it stops in the middle.
  visibilityTimeoutSeconds: 10,
  // All orders are in one line, and all of a batch are received again with the one that failed: enough to outlast a
  // database that is away for minutes.
  tries: 20,
  // Its customers wait.
  deletionsAnnounced: true,
});

/** Orders whose dead letter an operator has deleted: they are settled, unsold. */
pipeline("OrderWithdrawalQueue", {
  subject: "order",
  from: { topic: topics.repair, events: ["letter.deleted"] },
  consumer: { handler: "packages/functions/src/consumers/order-withdrawal.handler", link: [canPut(orderTable)] },
});

const salesFunction = new sst.aws.Function("SalesFunction", {
  handler: "packages/functions/src/api/sales.handler",
  memory: "1024 MB",
  link: [
    orderIdSecret,
    canScan(productTable),
    canScan(stockTable),
    canUpdate(stockTable),
    canGet(orderTable),
    canQuery(orderTable, "byCustomer"),
    canPut(orderTable),
    canPut(outboxTable),
    canQuery(journeyTable),
    canGet(orderLineTable),
    canUpdate(orderLineTable),
    canSend(orderLine.queue),
  ],
});

export const salesApi = httpApi("SalesApi", { browser: true, feeds: ["OrderTopic", "StockTopic", "OrderQueue"] });
salesApi.route("$default", salesFunction.arn);

/** For routes that need to know who asks. */
export const mine = signedInOnly(salesApi);
salesApi.route("GET /me/orders", salesFunction.arn, mine);
