import { auditTable } from "./audit.ts";
import { factoryApi, factoryApiKey } from "./factory.ts";
import { canGet, canPut, canQuery, canSend, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { pipeline } from "./helpers/pipeline.ts";

// A place to learn how queues behave. Of the shop, it shares the audit, and the guided tour breaks and mends the factory.

/** The results of the numbers that were sent, and the consumer's settings. */
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
    // At run time, the consumer can be slowed down to 15 seconds, and the visibility timeout made shorter.
    timeoutSeconds: 20,
  },
  // Each message is a lesson of its own.
  batchSize: 1,
  maxConcurrency: 5,
});

/** Strict order within each message group; a slow message holds up its own group only. */
const { queue: groupQueue } = pipeline("LabGroupQueue", {
  subject: "lab",
  consumer: {
    handler: "packages/functions/src/consumers/lab-group.handler",
    link: [canUpdate(labTable)],
    // A message can ask for 10 seconds of work.
    timeoutSeconds: 20,
  },
  fifo: true,
  batchSize: 1,
  maxConcurrency: 5,
});

/** The lab's part of the operators' API. */
export const labFunction = new sst.aws.Function("LabFunction", {
  handler: "packages/functions/src/api/lab.handler",
  link: [
    canSend(queue),
    canSend(groupQueue),
    canGet(labTable),
    canPut(labTable),
    canUpdate(labTable),
    canQuery(labTable),
    canPut(auditTable),
    canUpdate(auditTable),
    factoryApi,
    factoryApiKey,
  ],
  permissions: [{ actions: ["sqs:SetQueueAttributes", "sqs:GetQueueAttributes"], resources: [queue.arn] }],
});

export const labApi = httpApi("LabApi", { browser: true, feeds: ["LabQueue", "LabGroupQueue"] });
labApi.route("$default", labFunction.arn);
