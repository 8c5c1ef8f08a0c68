import * as z from "zod";
import type { Topic } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcePermissionsOf, resourcePolicyDocument } from "./policy-document.ts";
import { everywhere, harmless, jsonText, resourcesOf } from "./resources.ts";

const type = "aws:sns/topic:Topic";

const topicInputs = {
  ...everywhere,
  fifoTopic: z.boolean().default(false),
  contentBasedDeduplication: z.boolean().optional(),
  fifoThroughputScope: z.enum(["Topic", "MessageGroup"]).optional(),
  displayName: harmless("the name of a sender of mails, which topics do not send here"),
  kmsMasterKeyId: harmless("nobody but this machine can read its files"),
  signatureVersion: harmless("nobody checks the signature of what lies in a queue"),
  tracingConfig: harmless("traces are collected on AWS only"),
};

const subscriptionInputs = {
  topic: z.string(),
  protocol: z.literal("sqs"),
  endpoint: z.string(),
  rawMessageDelivery: z.boolean().default(false),
  filterPolicy: jsonText(z.record(z.string(), z.unknown())).optional(),
  filterPolicyScope: z.enum(["MessageAttributes", "MessageBody"]).default("MessageAttributes"),
  redrivePolicy: jsonText(z.strictObject({ deadLetterTargetArn: z.string() })).optional(),
  confirmationTimeoutInMinutes: harmless("subscriptions of queues need no confirmation"),
  endpointAutoConfirms: harmless("subscriptions of queues need no confirmation"),
};

const policyInputs = { arn: z.string(), policy: resourcePolicyDocument };

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
      ...(inputs.contentBasedDeduplication && { contentBasedDeduplication: true }),
      ...(inputs.fifoThroughputScope && { fifoThroughputScope: inputs.fifoThroughputScope }),
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
