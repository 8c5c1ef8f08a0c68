import * as z from "zod";
import type { Topic } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcePermissionsOf, resourcePolicyDocument } from "./policy-document.ts";
import { jsonText, resourcesOf } from "./resources.ts";

const type = "aws:sns/topic:Topic";

const topicInputs = z.object({ fifoTopic: z.boolean().default(false) });

const subscriptionInputs = z.object({
  topic: z.string(),
  protocol: z.literal("sqs"),
  endpoint: z.string(),
  rawMessageDelivery: z.boolean().default(false),
  filterPolicy: jsonText(z.record(z.string(), z.unknown())).optional(),
  filterPolicyScope: z.enum(["MessageAttributes", "MessageBody"]).default("MessageAttributes"),
  redrivePolicy: jsonText(z.object({ deadLetterTargetArn: z.string() })).optional(),
});

const policyInputs = z.object({ arn: z.string(), policy: resourcePolicyDocument });

export function topics(evaluation: Evaluation): Topic[] {
  const policies = resourcesOf(evaluation, "aws:sns/topicPolicy:TopicPolicy", policyInputs);
  const subscriptions = resourcesOf(evaluation, "aws:sns/topicSubscription:TopicSubscription", subscriptionInputs);
  return resourcesOf(evaluation, type, topicInputs).map(({ name, owner, inputs }) => {
    const arn = String(outputsOf(type, name, owner, inputs).arn);
    const policy = policies.find((it) => it.inputs.arn === arn)?.inputs.policy;
    return {
      name: owner,
      arn,
      fifo: inputs.fifoTopic,
      subscriptions: subscriptions
        .filter((it) => it.inputs.topic === arn)
        .map(({ owner, inputs: { endpoint, rawMessageDelivery, filterPolicy, filterPolicyScope, redrivePolicy } }) => ({
          name: owner,
          queueArn: endpoint,
          rawDelivery: rawMessageDelivery,
          ...(filterPolicy && { filterPolicy, filterPolicyScope }),
          ...(redrivePolicy && { deadLetterQueueArn: redrivePolicy.deadLetterTargetArn }),
        })),
      ...(policy && { policy: resourcePermissionsOf(policy) }),
    };
  });
}
