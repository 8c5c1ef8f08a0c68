import { alertTable } from "./alerts.ts";
import { auditTable } from "./audit.ts";
import { signedInOnly } from "./auth.ts";
import { canGet, canPut, canQuery, canUpdate } from "./helpers/access.ts";
import { withEventStreams } from "./helpers/bundling.ts";
import { failureTable } from "./helpers/failure-table.ts";
import { httpApi } from "./helpers/http-api.ts";
import { onLogGroups, onMappings, onQueues } from "./helpers/queue-policies.ts";
import { logGroupArns, mappingArns, queuesAreComplete, topology, topologyType } from "./helpers/topology.ts";
import { journeyTable } from "./journey.ts";
import { outboxTable } from "./messaging.ts";
import { orderLineTable, orderQueueFunction } from "./order-queue.ts";
import {
  canIndex,
  countDeadLetters,
  deadLetterTable,
  lookAtDeadLetters,
  queues,
  repairTable,
  sendToWork,
} from "./repair.ts";
import { orderTable } from "./sales-data.ts";

// Operating the running system through the operators' API: each kind of action has its own function, which may do
// nothing else.

queuesAreComplete();

/** Created before the topology, which lists every API. Its routes are in stacks/console.ts. */
export const adminApi = httpApi("AdminApi", { browser: true, guard: signedInOnly });

/** Everything that the stacks before this one have created. */
export const systemTopology = new sst.Linkable("Topology", {
  properties: topology,
  include: [{ type: "typescript.type", value: topologyType }],
});

const auditing = [canPut(auditTable), canUpdate(auditTable)];

// This action does not support narrower resources.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
const readMetrics = [{ actions: ["cloudwatch:GetMetricData"], resources: ["*"] }];

/** Numbers over time, of queues and their consumers: it may read metrics, and nothing else. */
export const metricsFunction = new sst.aws.Function("MetricsFunction", {
  handler: "packages/functions/src/api/metrics.handler",
  memory: "512 MB",
  link: [systemTopology],
  permissions: readMetrics,
});

/** The last log lines of consumers: it may read their logs, and nothing else. */
export const logsFunction = new sst.aws.Function("LogsFunction", {
  handler: "packages/functions/src/api/logs.handler",
  nodejs: withEventStreams,
  link: [systemTopology],
  policies: $util.all(onLogGroups("ReadConsumerLogs", ["logs:FilterLogEvents"], logGroupArns)),
});

/** The message counts of queues, and whether they are consumed. */
export const queuesFunction = new sst.aws.Function("QueuesFunction", {
  handler: "packages/functions/src/api/queues.handler",
  nodejs: withEventStreams,
  memory: "1024 MB",
  link: [systemTopology, queues, ...auditing],
  permissions: readMetrics,
  policies: $util
    .all([
      onQueues("ReadQueueNumbers", ["sqs:GetQueueAttributes"], () => true),
      // Reads whether a consumer is paused, and pauses it. Listing mappings cannot be restricted to some, so each is
      // read by its id.
      onMappings("SwitchConsumers", ["lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping"], mappingArns),
    ])
    .apply((lists) => lists.flat()),
});

/** Queues whose purge changes more than the queue: their owners do it. */
export const purgedByOwner: Record<string, sst.aws.Function> = { OrderQueue: orderQueueFunction };

/** Reads resting messages, has them redriven or deleted, and empties queues. */
export const deadLettersFunction = new sst.aws.Function("DeadLettersFunction", {
  handler: "packages/functions/src/api/dead-letters.handler",
  memory: "1024 MB",
  link: [
    ...canIndex,
    canGet(deadLetterTable),
    canQuery(deadLetterTable, "byTime"),
    canQuery(repairTable),
    canPut(outboxTable),
    ...auditing,
  ],
  policies: $util
    .all([
      lookAtDeadLetters,
      onQueues("PurgeQueues", ["sqs:PurgeQueue", "sqs:GetQueueAttributes"], ({ name }) => !(name in purgedByOwner)),
    ])
    .apply((lists) => lists.flat()),
});

export const sendByHandFunction = new sst.aws.Function("SendByHandFunction", {
  handler: "packages/functions/src/api/send-by-hand.handler",
  link: [queues, ...auditing],
  policies: sendToWork,
});

/** The audit and the alerts. */
export const recordsFunction = new sst.aws.Function("RecordsFunction", {
  handler: "packages/functions/src/api/records.handler",
  link: [
    ...auditing,
    canQuery(auditTable, "recent"),
    queues,
    canGet(alertTable),
    canPut(alertTable),
    canUpdate(alertTable),
    canQuery(alertTable, "recent"),
  ],
  policies: countDeadLetters,
});

/** The consequences of a request in every chain. */
export const journeysFunction = new sst.aws.Function("JourneysFunction", {
  handler: "packages/functions/src/api/journeys.handler",
  link: [
    queues,
    canQuery(journeyTable),
    canGet(orderTable),
    canQuery(orderTable, "byCorrelation"),
    canGet(orderLineTable),
    canQuery(failureTable, "byCorrelation"),
    canQuery(deadLetterTable, "byCorrelation"),
    canQuery(repairTable, "byCorrelation"),
  ],
});
