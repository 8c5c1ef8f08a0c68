import { accountId, region } from "../../graph/addresses.ts";
import type { Right } from "../../iam/statements.ts";
import { sourceQueues } from "./queue-attributes.ts";
import type { QueueStore } from "./queue-store.ts";
import type { Input } from "./sqs-input.ts";

/** The actions a message move task performs on its source queue, besides its own. */
const moving = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/**
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 *
 * @returns the permissions an SQS call needs. A batch needs the same as a single message.
 */
export function sqsRights(action: string, input: Input, store: QueueStore): Right[] {
  switch (action) {
    case "ListQueues":
      return [right(action, "*")];
    case "StartMessageMoveTask":
      return [
        ...[action, ...moving].map((it) => right(it, String(input.SourceArn))),
        ...destinationsOf(input, store).map((arn) => right("SendMessage", arn)),
      ];
    case "ListMessageMoveTasks":
      return [action, ...moving].map((it) => right(it, String(input.SourceArn)));
    case "CancelMessageMoveTask":
      return [action, ...moving].map((it) => right(it, sourceOf(String(input.TaskHandle))));
    default:
      return [right(action.replace(/Batch$/, ""), queueArn(String(input.QueueUrl ?? input.QueueName ?? "")))];
  }
}

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 *
 * @returns the permissions an SNS call needs
 */
export function snsRight(action: string, parameters: Record<string, string>): Right {
  const { TopicArn, TargetArn, ResourceArn, SubscriptionArn, Name } = parameters;
  const topic = TopicArn ?? TargetArn ?? ResourceArn ?? SubscriptionArn?.split(":").slice(0, 6).join(":");
  const named = Name && `arn:aws:sns:${region}:${accountId}:${Name}`;
  return { action: `sns:${action.replace(/Batch$/, "")}`, resource: topic ?? named ?? "*" };
}

/** Without a destination each message returns to its original queue. */
function destinationsOf({ SourceArn, DestinationArn }: Input, store: QueueStore): string[] {
  if (DestinationArn) return [String(DestinationArn)];
  const source = store.getQueueByArn(String(SourceArn));
  return source ? sourceQueues(source, store).map(({ arn }) => arn) : [];
}

function sourceOf(taskHandle: string): string {
  try {
    return String((JSON.parse(Buffer.from(taskHandle, "base64").toString()) as { sourceArn?: string }).sourceArn);
  } catch {
    return "*";
  }
}

/** @param queue a name, or a URL that ends in one */
function queueArn(queue: string): string {
  return `arn:aws:sqs:${region}:${accountId}:${queue.slice(queue.lastIndexOf("/") + 1)}`;
}

function right(action: string, resource: string): Right {
  return { action: `sqs:${action}`, resource };
}
