import { campaignsFunction } from "./ads.ts";
import { customersFunction } from "./customers.ts";
import { labFunction } from "./lab.ts";
import {
  adminApi,
  deadLettersFunction,
  journeysFunction,
  logsFunction,
  metricsFunction,
  purgedByOwner,
  queuesFunction,
  recordsFunction,
  sendByHandFunction,
  systemTopology,
} from "./operations.ts";
import { orderQueueFunction } from "./order-queue.ts";
import { ordersFunction } from "./orders.ts";
import { pushFunction } from "./push.ts";
import { shopifyConsoleFunction } from "./shopify.ts";
import { stockFunction } from "./stock.ts";
import { waitingRoomAdminFunction } from "./waiting-room.ts";

/** The deployed topology, and the API's description. */
const adminFunction = new sst.aws.Function("AdminFunction", {
  handler: "packages/functions/src/api/admin.handler",
  link: [systemTopology],
});

adminApi.route("$default", adminFunction.arn);
// Its description contains none of the system's data.
adminApi.route("GET /openapi.json", adminFunction.arn, { auth: false });
// A browser sends its CORS preflight without a token; `$default` would require one.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
adminApi.route("OPTIONS /{proxy+}", adminFunction.arn, { auth: false });

const routes: [sst.aws.Function, ...string[]][] = [
  [queuesFunction, "GET /queues", "PUT /queues/{name}/consumer"],
  [metricsFunction, "GET /metrics"],
  [logsFunction, "GET /queues/{name}/consumer/logs"],
  [
    deadLettersFunction,
    "GET /queues/{name}/messages",
    "GET /queues/{name}/messages/{id}",
    "PUT /queues/{name}/messages/{id}",
    "DELETE /queues/{name}/messages",
    "GET /queues/{name}/redrive",
    "POST /queues/{name}/redrive",
    "DELETE /queues/{name}/redrive",
    "POST /queues/{name}/purge",
  ],
  ...Object.entries(purgedByOwner).map(([name, owner]): [sst.aws.Function, string] => [
    owner,
    `POST /queues/${name}/purge`,
  ]),
  [sendByHandFunction, "POST /queues/{name}/messages"],
  [recordsFunction, "GET /audit", "GET /alerts", "POST /alerts/{id}/{action}"],
  [journeysFunction, "GET /journeys/{correlationId}"],
  [
    stockFunction,
    "GET /stock",
    "PUT /stock/{productId}",
    "POST /stock/{productId}/shortage/{action}",
    "GET /production-orders",
  ],
  [campaignsFunction, "GET /campaigns", "PUT /campaigns/{id}/status"],
  [ordersFunction, "GET /orders", "GET /order-totals"],
  [customersFunction, "GET /customers"],
  [orderQueueFunction, "GET /order-line", "POST /order-line/{action}"],
  [labFunction, "PUT /lab/settings", "GET /lab/factory", "PUT /lab/factory"],
  [
    pushFunction,
    "GET /push/subscriptions",
    "POST /push/subscriptions",
    "DELETE /push/subscriptions",
    "DELETE /push/subscriptions/{id}",
    "POST /push/subscriptions/{id}/seen",
    "POST /push/test",
  ],
  [
    waitingRoomAdminFunction,
    "GET /waiting-room",
    "PUT /waiting-room",
    "GET /waiting-room/tickets/{number}",
    "POST /waiting-room/tickets/{number}/{action}",
  ],
  [shopifyConsoleFunction, "GET /shopify/{proxy+}", "PUT /shopify/{proxy+}", "POST /shopify/{proxy+}"],
];
for (const [fn, ...keys] of routes) for (const key of keys) adminApi.route(key, fn.arn);
