import { topology } from "@donut/contracts/topology";
import { readTopology } from "@donut/core/queues/topology";
import { createAdminApi } from "./admin/admin-api.ts";
import { getCampaigns, putCampaignStatus } from "./admin/campaign-routes.ts";
import { getCustomers } from "./admin/customer-routes.ts";
import * as deadLetterRoutes from "./admin/dead-letter-routes.ts";
import * as journeyRoutes from "./admin/journey-routes.ts";
import { getConsumerLog } from "./admin/log-routes.ts";
import { getMetrics } from "./admin/metric-routes.ts";
import * as orderRoutes from "./admin/order-routes.ts";
import * as queueRoutes from "./admin/queue-routes.ts";
import * as recordRoutes from "./admin/record-routes.ts";
import * as redriveRoutes from "./admin/redrive-routes.ts";
import { postMessage } from "./admin/send-by-hand-routes.ts";
import * as stockRoutes from "./admin/stock-routes.ts";
import { lambdaHandler } from "./app.ts";
import { createRoute } from "./described-api.ts";
import { json } from "./openapi.ts";

const app = createAdminApi({ title: "Admin", description: "What operators see of the running system." });

app.openapi(
  createRoute({
    method: "get",
    path: "/topology",
    responses: { 200: json("What is deployed", topology) },
  }),
  (c) => c.json(readTopology(), 200),
);

// Answered by other services' functions: the gateway routes these requests to them (stacks/console.ts).
const elsewhere = [
  ...Object.values(queueRoutes),
  getMetrics,
  getConsumerLog,
  ...Object.values(deadLetterRoutes),
  ...Object.values(redriveRoutes),
  postMessage,
  ...Object.values(stockRoutes),
  ...Object.values(recordRoutes),
  ...Object.values(journeyRoutes),
  getCampaigns,
  putCampaignStatus,
  getCustomers,
  ...Object.values(orderRoutes),
];
for (const route of elsewhere) app.openAPIRegistry.registerPath(route);

export const handler = lambdaHandler(app);
