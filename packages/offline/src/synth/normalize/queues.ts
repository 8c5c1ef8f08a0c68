import * as z from "zod";
import type { Queue } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcePermissionsOf, resourcePolicyDocument } from "./policy-document.ts";
import { everywhere, harmless, jsonText, resourcesOf } from "./resources.ts";

const type = "aws:sqs/queue:Queue";

const encryption = "nobody but this machine can read its files";

const inputs = {
  ...everywhere,
  fifoQueue: z.boolean().default(false),
  contentBasedDeduplication: z.boolean().default(false),
  visibilityTimeoutSeconds: z.number().default(30),
  messageRetentionSeconds: z.number().default(4 * 24 * 3600),
  delaySeconds: z.number().default(0),
  maxMessageSize: z.number().optional(),
  receiveWaitTimeSeconds: z.number().optional(),
  deduplicationScope: z.enum(["messageGroup", "queue"]).optional(),
  fifoThroughputLimit: z.enum(["perQueue", "perMessageGroupId"]).optional(),
  redrivePolicy: jsonText(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })).optional(),
  redriveAllowPolicy: jsonText(
    z.strictObject({
      redrivePermission: z.enum(["allowAll", "denyAll", "byQueue"]),
      sourceQueueArns: z.array(z.string()).optional(),
    }),
  ).optional(),
  kmsMasterKeyId: harmless(encryption),
  kmsDataKeyReusePeriodSeconds: harmless(encryption),
  sqsManagedSseEnabled: harmless(encryption),
};

const policyInputs = { queueUrl: z.string(), policy: resourcePolicyDocument };

export function queues(evaluation: Evaluation): Queue[] {
  const policies = resourcesOf(evaluation, "aws:sqs/queuePolicy:QueuePolicy", policyInputs);
  return resourcesOf(evaluation, type, inputs).map(({ name, owner, inputs }) => {
    const outputs = outputsOf(type, name, owner, inputs);
    const policy = policies.find((it) => it.inputs.queueUrl === outputs.url)?.inputs.policy;
    return {
      name: owner,
      arn: String(outputs.arn),
      url: String(outputs.url),
      fifo: inputs.fifoQueue,
      contentBasedDeduplication: inputs.contentBasedDeduplication,
      visibilityTimeoutSeconds: inputs.visibilityTimeoutSeconds,
      retentionSeconds: inputs.messageRetentionSeconds,
      delaySeconds: inputs.delaySeconds,
      ...(inputs.maxMessageSize !== undefined && { maximumMessageBytes: inputs.maxMessageSize }),
      ...(inputs.receiveWaitTimeSeconds && { receiveWaitSeconds: inputs.receiveWaitTimeSeconds }),
      ...(inputs.deduplicationScope && { deduplicationScope: inputs.deduplicationScope }),
      ...(inputs.fifoThroughputLimit && { fifoThroughputLimit: inputs.fifoThroughputLimit }),
      ...(inputs.redriveAllowPolicy && { redriveAllow: inputs.redriveAllowPolicy }),
      ...(inputs.redrivePolicy && {
        redrive: {
          deadLetterQueueArn: inputs.redrivePolicy.deadLetterTargetArn,
          maxReceiveCount: inputs.redrivePolicy.maxReceiveCount,
        },
      }),
      ...(policy && { policy: resourcePermissionsOf(policy) }),
    };
  });
}
