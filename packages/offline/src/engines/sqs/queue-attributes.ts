import { isDeepStrictEqual } from "node:util";
import { policyFault } from "../../iam/policy-text.ts";
import { ALL_ATTRIBUTE_NAMES, SqsError, sqsHandlers, validateQueueAttributes } from "./fauxqs.ts";
import type { Queue } from "./queue.ts";
import type { QueueStore } from "./queue-store.ts";
import { redrivePolicyFault } from "./redrive-policy.ts";
import { type Context, type Input, invalid, requiredText, requireQueue, textList, textMap } from "./sqs-input.ts";

const readOnly = new Set([
  "QueueArn",
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
]);
const settable = new Set(ALL_ATTRIBUTE_NAMES.filter((name) => !readOnly.has(name)));
const fifoOnly = new Set(["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"]);
const documents = new Set(["RedrivePolicy", "RedriveAllowPolicy", "Policy"]);

/** Creates a queue; again with the same values it is the same queue, with another value it is refused. */
export function createQueue(input: Input, { store }: Context): unknown {
  const name = requiredText(input, "QueueName");
  const isFifo = name.endsWith(".fifo");
  if (name.length > 80 || !/^[\w-]+$/.test(isFifo ? name.slice(0, -".fifo".length) : name)) {
    throw new SqsError(
      "InvalidParameterValue",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    );
  }
  const attributes = textMap(input, "Attributes");
  validate(attributes, isFifo, store);
  const existing = store.queuesByName.get(name);
  if (!existing) return sqsHandlers.CreateQueue({ ...input, Attributes: attributes }, store, { headers: {} });
  for (const [attribute, value] of Object.entries(attributes)) {
    if (isSameValue(attribute, existing.getAttribute(attribute), value)) continue;
    throw new SqsError(
      "QueueNameExists",
      `A queue already exists with the same name and a different value for attribute ${attribute}`,
    );
  }
  return { QueueUrl: existing.url };
}

export function setQueueAttributes(input: Input, { store }: Context): object {
  const queue = requireQueue(input, store);
  const attributes = textMap(input, "Attributes");
  validate(attributes, queue.isFifo(), store);
  queue.setAttributes(attributes);
  return {};
}

/** The counts are those of this moment. Without AttributeNames there are no attributes in the answer. */
export function getQueueAttributes(input: Input, { store }: Context): object {
  const queue = requireQueue(input, store);
  const names = textList(input, "AttributeNames");
  for (const name of names) {
    if (name !== "All" && !ALL_ATTRIBUTE_NAMES.includes(name)) throw unknownAttribute(name);
  }
  queue.settle();
  return names.length > 0 ? { Attributes: queue.getAllAttributes(names) } : {};
}

export function listDeadLetterSourceQueues(input: Input, { store }: Context): object {
  const queue = requireQueue(input, store);
  return { queueUrls: sourceQueues(queue, store).map(({ url }) => url) };
}

/** @returns the queues whose redrive policy names this one. */
export function sourceQueues(deadLetterQueue: Queue, store: QueueStore): Queue[] {
  return [...store.allQueues()].filter((queue) => queue.redrivePolicy?.deadLetterTargetArn === deadLetterQueue.arn);
}

function validate(attributes: Record<string, string>, isFifo: boolean, store: QueueStore): void {
  for (const name of Object.keys(attributes)) {
    if (!settable.has(name) || (fifoOnly.has(name) && !isFifo)) throw unknownAttribute(name);
  }
  if (attributes.FifoQueue !== undefined && attributes.FifoQueue !== "true") {
    throw new SqsError(
      "InvalidAttributeValue",
      "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
    );
  }
  validateQueueAttributes(attributes, SqsError);
  const policyProblem = policyFault(attributes.Policy);
  if (policyProblem) throw invalid("Policy", attributes.Policy, policyProblem);
  if (!attributes.RedrivePolicy) return;
  const fault = redrivePolicyFault(attributes.RedrivePolicy, isFifo, (arn) => store.getQueueByArn(arn)?.isFifo());
  if (fault) throw invalid("RedrivePolicy", attributes.RedrivePolicy, fault);
}

function isSameValue(attribute: string, existing: string | undefined, value: string): boolean {
  if (!documents.has(attribute) || !existing || !value) return (existing ?? "") === value;
  try {
    return isDeepStrictEqual(JSON.parse(existing), JSON.parse(value));
  } catch {
    return existing === value;
  }
}

function unknownAttribute(name: string) {
  return new SqsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
}
