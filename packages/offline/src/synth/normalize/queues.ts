import * as z from "zod";
import type { Queue } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcePermissionsOf, resourcePolicyDocument } from "./policy-document.ts";
import { jsonText, resourcesOf } from "./resources.ts";

const type = "aws:sqs/queue:Queue";

const inputs = z.object({
  fifoQueue: z.boolean().default(false),
  contentBasedDeduplication: z.boolean().default(false),
  visibilityTimeoutSeconds: z.number().default(30),
  messageRetentionSeconds: z.number().default(4 * 24 * 3600),
  delaySeconds: z.number().default(0),
  maxMessageSize: z.number().optional(),
  redrivePolicy: jsonText(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })).optional(),
});

const policyInputs = z.object({ queueUrl: z.string(), policy: resourcePolicyDocument });

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
