import { jsonObject } from "./json-object.ts";

export interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

/** @returns the redrive policy in a queue's attributes, undefined if it has none. */
export function redrivePolicy(attributes: Record<string, string>): RedrivePolicy | undefined {
  if (!attributes.RedrivePolicy) return undefined;
  const policy = JSON.parse(attributes.RedrivePolicy) as Record<string, unknown>;
  return {
    deadLetterTargetArn: String(policy.deadLetterTargetArn),
    maxReceiveCount: Number(policy.maxReceiveCount),
  };
}

interface Target {
  isFifo(): boolean;
  attributes: Record<string, string>;
}

/**
 * @param find the queue with an ARN
 * @returns why SQS refuses the policy for the source, undefined if it accepts it.
 */
export function redrivePolicyFault(
  text: string,
  source: { arn: string; isFifo: boolean },
  find: (arn: string) => Target | undefined,
): string | undefined {
  const policy = jsonObject(text);
  if (!policy) return "Redrive policy is not a valid JSON map.";
  for (const name of ["deadLetterTargetArn", "maxReceiveCount"]) {
    if (policy[name] === undefined) return `Redrive policy does not contain mandatory attribute: ${name}.`;
  }
  const count = Number(policy.maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    return `Invalid value for maxReceiveCount: ${policy.maxReceiveCount}, valid values are from 1 to 1000 both inclusive.`;
  }
  const target = find(String(policy.deadLetterTargetArn));
  if (!target) return "Dead letter target does not exist.";
  if (target.isFifo() !== source.isFifo) return "Dead-letter queue must be same type of queue as the source.";
  if (!allows(target.attributes.RedriveAllowPolicy, source.arn)) {
    return "The redrive allow policy of the dead-letter queue does not allow this source queue.";
  }
  return undefined;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html, RedriveAllowPolicy */
export function redriveAllowPolicyFault(text: string): string | undefined {
  const policy = jsonObject(text);
  if (!policy) return "Redrive allow policy is not a valid JSON map.";
  const { redrivePermission: permission, sourceQueueArns: arns } = policy;
  if (permission !== "allowAll" && permission !== "denyAll" && permission !== "byQueue") {
    return "redrivePermission must be allowAll, denyAll or byQueue.";
  }
  if (permission !== "byQueue") {
    return arns === undefined ? undefined : "sourceQueueArns can be given with redrivePermission byQueue only.";
  }
  const isList = Array.isArray(arns) && arns.every((arn) => typeof arn === "string");
  return isList && arns.length > 0 && arns.length <= 10
    ? undefined
    : "With redrivePermission byQueue, sourceQueueArns must list 1 to 10 queues.";
}

function allows(allowPolicy: string | undefined, sourceArn: string): boolean {
  const { redrivePermission: permission = "allowAll", sourceQueueArns: arns } = jsonObject(allowPolicy ?? "") ?? {};
  if (permission === "byQueue") return (arns as string[]).includes(sourceArn);
  return permission === "allowAll";
}
