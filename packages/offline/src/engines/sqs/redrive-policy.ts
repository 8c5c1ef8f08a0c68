import { jsonObject } from "./json-object.ts";

export interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

/** @returns the policy of a queue's attributes, undefined when it has none. */
export function redrivePolicy(attributes: Record<string, string>): RedrivePolicy | undefined {
  if (!attributes.RedrivePolicy) return undefined;
  const policy = JSON.parse(attributes.RedrivePolicy) as Record<string, unknown>;
  return {
    deadLetterTargetArn: String(policy.deadLetterTargetArn),
    maxReceiveCount: Number(policy.maxReceiveCount),
  };
}

/**
 * @param isFifo tells the kind of the queue with an ARN, undefined when there is none.
 * @returns why SQS refuses the policy for a queue of the given kind, undefined when it accepts it.
 */
export function redrivePolicyFault(
  text: string,
  sourceIsFifo: boolean,
  isFifo: (arn: string) => boolean | undefined,
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
  const targetIsFifo = isFifo(String(policy.deadLetterTargetArn));
  if (targetIsFifo === undefined) return "Dead letter target does not exist.";
  if (targetIsFifo !== sourceIsFifo) return "Dead-letter queue must be same type of queue as the source.";
  return undefined;
}
