import { isDeepStrictEqual } from "node:util";
import { policyFault } from "../../iam/policy-text.ts";
import { ALL_ATTRIBUTE_NAMES, SqsError, sqsHandlers, validateQueueAttributes } from "./fauxqs.ts";
import type { Queue } from "./queue.ts";
import type { QueueStore } from "./queue-store.ts";
import { redriveAllowPolicyFault, redrivePolicyFault } from "./redrive-policy.ts";
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
const highThroughput = new Set(["DeduplicationScope", "FifoThroughputLimit"]);
const switches = new Set(["FifoQueue", "ContentBasedDeduplication", "SqsManagedSseEnabled"]);
const choices: [name: string, values: string[]][] = [
  ["ContentBasedDeduplication", ["true", "false"]],
  ["DeduplicationScope", ["messageGroup", "queue"]],
  ["FifoThroughputLimit", ["perQueue", "perMessageGroupId"]],
];
const documents = new Set(["RedrivePolicy", "RedriveAllowPolicy", "Policy"]);

/** Creates a queue; repeating it with the same values returns the same queue, with other values it is refused. */
export function createQueue(input: Input, { store }: Context): unknown {
  const name = requiredText(input, "QueueName");
  const attributes = normal(textMap(input, "Attributes"));
  const isFifo = name.endsWith(".fifo");
  const isNamedFifoOnly = isFifo && attributes.FifoQueue === undefined;
  if (name.length > 80 || isNamedFifoOnly || !/^[\w-]+$/.test(isFifo ? name.slice(0, -".fifo".length) : name)) {
    throw new SqsError(
      "InvalidParameterValue",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    );
  }
  validate(attributes, attributes, { name, isFifo }, store);
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
  const attributes = normal(textMap(input, "Attributes"));
  const all = { ...queue.attributes, ...attributes };
  validate(attributes, all, { name: queue.name, isFifo: queue.isFifo() }, store);
  queue.setAttributes(attributes);
  return {};
}

/** The counts are current. Without AttributeNames the answer has no attributes. */
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

/** SQS accepts "True" and stores "true". */
function normal(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, switches.has(name) ? value.toLowerCase() : value]),
  );
}

/** @param all the attributes that the queue would have */
function validate(
  attributes: Record<string, string>,
  all: Record<string, string>,
  { name: queueName, isFifo }: { name: string; isFifo: boolean },
  store: QueueStore,
): void {
  for (const name of Object.keys(attributes)) {
    if (!isFifo && highThroughput.has(name)) {
      throw new SqsError("InvalidAttributeName", `You can specify the ${name} only when FifoQueue is set to true.`);
    }
    if (!settable.has(name) || (fifoOnly.has(name) && !isFifo)) throw unknownAttribute(name);
  }
  if (attributes.FifoQueue !== undefined && attributes.FifoQueue !== "true") {
    throw new SqsError(
      "InvalidAttributeValue",
      "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
    );
  }
  validateQueueAttributes(attributes, SqsError);
  for (const [name, values] of choices) {
    const value = attributes[name];
    if (value !== undefined && !values.includes(value)) throw invalidValue(name, `Must be ${values.join(" or ")}.`);
  }
  if (all.FifoThroughputLimit === "perMessageGroupId" && all.DeduplicationScope !== "messageGroup") {
    throw invalidValue(
      "FifoThroughputLimit",
      "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    );
  }
  if (attributes.RedriveAllowPolicy) {
    const fault = redriveAllowPolicyFault(attributes.RedriveAllowPolicy);
    if (fault) throw invalid("RedriveAllowPolicy", attributes.RedriveAllowPolicy, fault);
  }
  const policyProblem = policyFault(attributes.Policy);
  if (policyProblem) throw invalid("Policy", attributes.Policy, policyProblem);
  if (!attributes.RedrivePolicy) return;
  const source = { arn: store.arnOf(queueName), isFifo };
  const fault = redrivePolicyFault(attributes.RedrivePolicy, source, (arn) => store.getQueueByArn(arn));
  if (fault) throw invalid("RedrivePolicy", attributes.RedrivePolicy, fault);
}

function invalidValue(name: string, reason: string) {
  return new SqsError("InvalidAttributeValue", `Invalid value for the parameter ${name}. Reason: ${reason}`);
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
