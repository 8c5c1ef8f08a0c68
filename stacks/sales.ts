import { signedInOnly } from "./auth.ts";
import { canGet, canPut, canQuery, canScan, canSend, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { journeyTable } from "./journey.ts";
import { outboxTable } from "./messaging.ts";
import { orderLineTable, orderQueue } from "./order-queue.ts";
import { orderIdSecret, orderTable, productTable, stockTable } from "./sales-data.ts";

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
    canSend(orderQueue.queue),
  ],
});

export const salesApi = httpApi("SalesApi", { browser: true, feeds: ["OrderTopic", "StockTopic", "OrderQueue"] });
salesApi.route("$default", salesFunction.arn);

/** Only for people who are signed in. */
export const mine = signedInOnly(salesApi);
salesApi.route("GET /me/orders", salesFunction.arn, mine);
