import { auditTable } from "./audit.ts";
import { canGet, canPut, canQuery, canSend, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { pipeline } from "./helpers/pipeline.ts";

// A place to learn what a queue does. Nothing of the shop is linked to it but the audit.

/** What became of the numbers that were sent, and how the consumer is set. */
const labTable = new sst.aws.Dynamo("LabTable", {
  fields: { kind: "string", id: "string" },
  primaryIndex: { hashKey: "kind", rangeKey: "id" },
  ttl: "expiresAt",
});

const { queue } = pipeline("LabQueue", {
  subject: "lab",
  consumer: {
    handler: "packages/functions/src/consumers/lab.handler",
    link: [canGet(labTable), canUpdate(labTable)],
    // It can be made as slow as 15 seconds, while it runs; and the time for which the queue hides a message, shorter.
    timeoutSeconds: 20,
  },
  // Each message is a lesson of its own.
  batchSize: 1,
  maxConcurrency: 5,
});

/** Its settings are a part of the operators' API. */
export const labFunction = new sst.aws.Function("LabFunction", {
  handler: "packages/functions/src/api/lab.handler",
  link: [
    canSend(queue),
    canGet(labTable),
    canPut(labTable),
    canQuery(labTable),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
  permissions: [{ actions: ["sqs:SetQueueAttributes", "sqs:GetQueueAttributes"], resources: [queue.arn] }],
});

export const labApi = httpApi("LabApi", { browser: true, feeds: ["LabQueue"] });
labApi.route("$default", labFunction.arn);
