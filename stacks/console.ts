import { canGet, canQuery, canScan } from "./access.ts";
import { campaignsFunction } from "./ads.ts";
import { customersFunction } from "./customers.ts";
import { httpApi } from "./http-api.ts";
import { failureTable } from "./messaging.ts";
import { orderLineFunction } from "./order-line.ts";
import { productionTable } from "./restock.ts";
import { productTable, stockTable } from "./sales.ts";
import { mappingArns, topology, topologyType } from "./topology.ts";

export const adminApi = httpApi("AdminApi", { browser: true });

/** All that the stacks before this one have made. */
const systemTopology = new sst.Linkable("Topology", {
  properties: topology,
  include: [{ type: "typescript.type", value: topologyType }],
});

const restingQueues = topology.queues.filter(({ role }) => role !== "work");

const adminFunction = new sst.aws.Function("AdminFunction", {
  handler: "packages/functions/src/api/admin.handler",
  memory: "1024 MB",
  link: [
    systemTopology,
    canScan(productTable),
    canScan(stockTable),
    canQuery(productionTable, "recent"),
    canGet(failureTable),
  ],
  permissions: [
    { actions: ["sqs:GetQueueAttributes"], resources: topology.queues.map(({ arn }) => arn) },
    // A look at what rests: received, and made visible again at once.
    {
      actions: ["sqs:ReceiveMessage", "sqs:ChangeMessageVisibility"],
      resources: restingQueues.map(({ arn }) => arn),
    },
    // Whether a consumer is paused. Listing mappings cannot be narrowed to some, so each is asked for by its id.
    { actions: ["lambda:GetEventSourceMapping"], resources: mappingArns },
  ],
});

adminApi.route("$default", adminFunction.arn);
// What belongs to other services they answer themselves.
adminApi.route("GET /campaigns", campaignsFunction.arn);
adminApi.route("PUT /campaigns/{id}/status", campaignsFunction.arn);
adminApi.route("GET /customers", customersFunction.arn);
adminApi.route("GET /order-line", orderLineFunction.arn);
adminApi.route("POST /order-line/{action}", orderLineFunction.arn);
