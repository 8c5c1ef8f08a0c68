import { authorizeSqs } from "./authorization.ts";
import { SqsError, type SqsHandler, sqsHandlers } from "./fauxqs.ts";
import { cancelMessageMoveTask, listMessageMoveTasks, startMessageMoveTask } from "./message-move-actions.ts";
import { purgeQueue } from "./purge-queue.ts";
import { createQueue, getQueueAttributes, listDeadLetterSourceQueues, setQueueAttributes } from "./queue-attributes.ts";
import {
  changeMessageVisibility,
  changeMessageVisibilityBatch,
  deleteMessage,
  deleteMessageBatch,
} from "./receipt-handle-actions.ts";
import { receiveMessage } from "./receive-message.ts";
import { sendMessage, sendMessageBatch } from "./send-message.ts";
import type { Context, Input } from "./sqs-input.ts";

type Action = (input: Input, context: Context) => unknown;

const actions: Record<string, Action> = {
  CreateQueue: createQueue,
  DeleteQueue: asAction(sqsHandlers.DeleteQueue),
  GetQueueUrl: asAction(sqsHandlers.GetQueueUrl),
  ListQueues: asAction(sqsHandlers.ListQueues),
  GetQueueAttributes: getQueueAttributes,
  SetQueueAttributes: setQueueAttributes,
  PurgeQueue: purgeQueue,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
  StartMessageMoveTask: startMessageMoveTask,
  ListMessageMoveTasks: listMessageMoveTasks,
  CancelMessageMoveTask: cancelMessageMoveTask,
  TagQueue: asAction(sqsHandlers.TagQueue),
  UntagQueue: asAction(sqsHandlers.UntagQueue),
  ListQueueTags: asAction(sqsHandlers.ListQueueTags),
};

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An action's answer or error, before a protocol formats it. */
export type Outcome =
  | { status: "done"; output: object }
  | { status: "refused"; code: string; message: string; http: number };

/** Answers a request of the AWS JSON protocol. */
export async function answerSqs(target: string, body: string, context: Context): Promise<Answer> {
  const outcome = await perform(target.replace(/^AmazonSQS\./, ""), () => parse(body), context);
  if (outcome.status === "done") return { status: 200, headers: json, body: JSON.stringify(outcome.output) };
  const { code, message, http } = outcome;
  return {
    status: http,
    headers: { ...json, "x-amzn-query-error": `${queryCode(code)};${http < 500 ? "Sender" : "Receiver"}` },
    body: JSON.stringify({ __type: `com.amazonaws.sqs#${jsonCodes[code] ?? code}`, message }),
  };
}

/** Everything an action changes is one transaction. */
export async function perform(name: string, input: () => Input, context: Context): Promise<Outcome> {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  try {
    if (!action) throw new SqsError("InvalidAction", `The action ${name} is not valid for this endpoint.`);
    const given = input();
    authorizeSqs(name, given, context);
    const output = await context.store.persistence.transaction(() => action(given, context));
    return { status: "done", output: (output ?? {}) as object };
  } catch (error) {
    if (error instanceof SqsError) {
      return { status: "refused", code: error.code, message: error.message, http: error.statusCode };
    }
    console.error(`${name} failed:`, error);
    const message = "The request processing has failed because of an unknown error.";
    return { status: "refused", code: "InternalFailure", message, http: 500 };
  }
}

/**
 * SQS has one code for its JSON protocol and one for its query protocol; SDK clients read an error's name from either.
 */
export function queryCode(code: string): string {
  return queryCodes[code] ?? code;
}

const json = { "content-type": "application/x-amz-json-1.0" };

const queryCodes: Record<string, string> = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  PurgeQueueInProgress: "AWS.SimpleQueueService.PurgeQueueInProgress",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  InvalidBatchEntryId: "AWS.SimpleQueueService.InvalidBatchEntryId",
};
const jsonCodes: Record<string, string> = {
  AccessDenied: "AccessDeniedException",
  InvalidParameterValue: "InvalidParameterValueException",
  MissingParameter: "MissingRequiredParameterException",
};

function parse(body: string): Input {
  try {
    const input: unknown = JSON.parse(body || "{}");
    if (typeof input === "object" && input !== null) return input as Input;
  } catch {
    // Answered below, like any other invalid structure.
  }
  throw new SqsError("SerializationException", "The request body is not a JSON object.");
}

function asAction(handler: SqsHandler): Action {
  return (input, { store }) => handler(input, store, { headers: {} });
}
