import { campaignsFunction } from "./ads.ts";
import { alertTable } from "./alerts.ts";
import { auditTable } from "./audit.ts";
import { signedInOnly } from "./auth.ts";
import { customersFunction } from "./customers.ts";
import { canGet, canPut, canQuery, canScan, canUpdate } from "./helpers/access.ts";
import { failureTable } from "./helpers/failure-table.ts";
import { httpApi } from "./helpers/http-api.ts";
import { mappingArns, queuesAreComplete, topology, topologyType } from "./helpers/topology.ts";
import { journeyTable } from "./journey.ts";
import { labFunction } from "./lab.ts";
import { outboxTable } from "./messaging.ts";
import { orderLineFunction, orderLineTable } from "./order-queue.ts";
import { pushFunction } from "./push.ts";
import { canIndex, deadLetterTable, lookingAtDeadLetters, repairTable, workArns } from "./repair.ts";
import { productionTable } from "./restock.ts";
import { orderTable, productTable, stockTable } from "./sales-data.ts";

export const adminApi = httpApi("AdminApi", { browser: true, guard: signedInOnly });

queuesAreComplete();

/** All that the stacks before this one have made. */
const systemTopology = new sst.Linkable("Topology", {
  properties: topology,
  include: [{ type: "typescript.type", value: topologyType }],
});

const everyQueue = topology.queues.map(({ arn }) => arn);

/** Queues whose purge changes more than the queue: their owners do it. */
const purgedByOwner: Record<string, sst.aws.Function> = { OrderQueue: orderLineFunction };
const purgedHere = topology.queues.filter(({ name }) => !(name in purgedByOwner)).map(({ arn }) => arn);

const adminFunction = new sst.aws.Function("AdminFunction", {
  handler: "packages/functions/src/api/admin.handler",
  memory: "1024 MB",
  link: [
    systemTopology,
    canScan(productTable),
    canScan(stockTable),
    canGet(stockTable),
    canUpdate(stockTable),
    canQuery(productionTable, "recent"),
    canGet(orderTable),
    canQuery(orderTable, "byCorrelation"),
    canGet(orderLineTable),
    canQuery(journeyTable),
    canQuery(failureTable, "byCorrelation"),
    ...canIndex,
    canQuery(deadLetterTable, "byTime"),
    canGet(deadLetterTable),
    canQuery(deadLetterTable, "byCorrelation"),
    canQuery(repairTable),
    canQuery(repairTable, "byCorrelation"),
    canPut(auditTable),
    canUpdate(auditTable),
    canQuery(auditTable, "recent"),
    canGet(alertTable),
    canUpdate(alertTable),
    canQuery(alertTable, "recent"),
    canPut(outboxTable),
  ],
  permissions: [
    lookingAtDeadLetters,
    { actions: ["sqs:GetQueueAttributes"], resources: everyQueue },
    { actions: ["sqs:PurgeQueue"], resources: purgedHere },
    // By hand.
    { actions: ["sqs:SendMessage"], resources: workArns },
    // Whether a consumer is paused, and to pause it. Listing mappings cannot be narrowed to some, so each is asked for
    // by its id.
    { actions: ["lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping"], resources: mappingArns },
    // It knows no narrower resource.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
    { actions: ["cloudwatch:GetMetricData"], resources: ["*"] },
  ],
});

adminApi.route("$default", adminFunction.arn);
// Its description holds nothing of the system's data.
adminApi.route("GET /openapi.json", adminFunction.arn, { auth: false });
// A browser asks whether it may call before it sends a token; `$default` would want one.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
adminApi.route("OPTIONS /{proxy+}", adminFunction.arn, { auth: false });
// What belongs to other services they answer themselves.
adminApi.route("GET /campaigns", campaignsFunction.arn);
adminApi.route("PUT /campaigns/{id}/status", campaignsFunction.arn);
adminApi.route("GET /customers", customersFunction.arn);
adminApi.route("GET /order-line", orderLineFunction.arn);
adminApi.route("POST /order-line/{action}", orderLineFunction.arn);
for (const [name, owner] of Object.entries(purgedByOwner)) adminApi.route(`POST /queues/${name}/purge`, owner.arn);
adminApi.route("GET /push/subscriptions", pushFunction.arn);
adminApi.route("POST /push/subscriptions", pushFunction.arn);
adminApi.route("DELETE /push/subscriptions", pushFunction.arn);
adminApi.route("DELETE /push/subscriptions/{id}", pushFunction.arn);
adminApi.route("POST /push/test", pushFunction.arn);
adminApi.route("PUT /lab/settings", labFunction.arn);
