import { policyFault } from "../../iam/policy-text.ts";
import { type Asking, acceptsFrom, authorizeSns } from "./authorization.ts";
import { SnsError, type SnsHandler, snsErrorResponse, snsHandlers, type TopicStore } from "./fauxqs.ts";
import type { QueueStore } from "./queue-store.ts";
import type { Answer } from "./sqs-api.ts";
import { withDeadLetterQueues } from "./subscription-dead-letters.ts";
import { validateSubscription, validateSubscriptionAttribute } from "./subscription-validation.ts";
import { withDelays } from "./topic-deliveries.ts";

interface Stores extends Asking {
  topics: TopicStore;
  queues: QueueStore;
}

type Action = (parameters: Record<string, string>, stores: Stores) => string;

const actions: Record<string, Action> = {
  ...Object.fromEntries(Object.entries(snsHandlers).map(([name, handler]) => [name, asAction(handler)])),
  CreateTopic: createTopic,
  Subscribe: (parameters, stores) => {
    validateSubscription(parameters, stores.queues);
    return call(snsHandlers.Subscribe, parameters, stores);
  },
  SetTopicAttributes: (parameters, stores) => {
    if (parameters.AttributeName === "Policy") requirePolicy(parameters.AttributeValue);
    return call(snsHandlers.SetTopicAttributes, parameters, stores);
  },
  SetSubscriptionAttributes: (parameters, stores) => {
    validateSubscriptionAttribute(parameters.AttributeName ?? "", parameters.AttributeValue ?? "");
    return call(snsHandlers.SetSubscriptionAttributes, parameters, stores);
  },
  Publish: (parameters, stores) => publish(snsHandlers.Publish, withTextForQueues(parameters), stores),
  PublishBatch: (parameters, stores) => {
    requireMessages(parameters);
    return publish(snsHandlers.PublishBatch, parameters, stores);
  },
};

/** Answers a request of the AWS query protocol. All that an action changes, in every queue, is one transaction. */
export function answerSns(body: string, stores: Stores): Answer {
  const parameters = Object.fromEntries(new URLSearchParams(body));
  const name = parameters.Action ?? "";
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  try {
    if (!action) throw new SnsError("InvalidAction", `The action ${parameters.Action} is not valid for this endpoint.`);
    authorizeSns(name, parameters, stores);
    return xml(
      200,
      stores.queues.persistence.transaction(() => action(parameters, stores)),
    );
  } catch (error) {
    if (error instanceof SnsError) return xml(error.statusCode, snsErrorResponse(error.code, error.message, "Sender"));
    console.error(`${parameters.Action} failed:`, error);
    const message = "The request processing has failed because of an unknown error.";
    return xml(500, snsErrorResponse("InternalFailure", message, "Receiver"));
  }
}

/** fauxqs adds attributes and tags to an existing topic in memory only. */
function createTopic(parameters: Record<string, string>, stores: Stores): string {
  for (const [name, value] of Object.entries(parameters)) {
    const attribute = /^(Attributes\.entry\.\d+)\.key$/.exec(name)?.[1];
    if (attribute && value === "Policy") requirePolicy(parameters[`${attribute}.value`]);
  }
  const answer = call(snsHandlers.CreateTopic, parameters, stores);
  const arn = /<TopicArn>(.*)<\/TopicArn>/.exec(answer)?.[1] ?? "";
  const topic = stores.topics.getTopic(arn);
  if (topic) stores.queues.persistence.insertTopic(topic);
  return answer;
}

/** With MessageStructure "json" a message has a text per protocol. */
function withTextForQueues(parameters: Record<string, string>): Record<string, string> {
  if (parameters.MessageStructure !== "json") return parameters;
  const texts = parseTexts(parameters.Message ?? "");
  const text = texts?.sqs ?? texts?.default;
  if (typeof texts?.default !== "string" || typeof text !== "string") {
    throw new SnsError(
      "InvalidParameter",
      "Invalid parameter: Message Structure - No default entry in JSON message body",
    );
  }
  return { ...parameters, Message: text };
}

function parseTexts(message: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(message) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** fauxqs leaves an entry without a message out of both lists of the answer. */
function requireMessages(parameters: Record<string, string>): void {
  for (const [name, id] of Object.entries(parameters)) {
    const entry = /^(PublishBatchRequestEntries\.member\.\d+)\.Id$/.exec(name)?.[1];
    if (!entry || parameters[`${entry}.Message`]) continue;
    throw new SnsError("InvalidParameter", `Invalid parameter: Empty message in the entry ${id}`);
  }
}

function requirePolicy(text: string | undefined): void {
  const fault = policyFault(text);
  if (fault) throw new SnsError("InvalidParameter", `Invalid parameter: Policy Error: ${fault}`);
}

function asAction(handler: SnsHandler): Action {
  return (parameters, stores) => call(handler, parameters, stores);
}

function publish(handler: SnsHandler, parameters: Record<string, string>, stores: Stores): string {
  const { topics, queues, authority } = stores;
  const accepts = (arn: string) => acceptsFrom(parameters.TopicArn ?? "", arn, queues, authority);
  const targets = { getQueueByArn: (arn: string) => (accepts(arn) ? queues.getQueueByArn(arn) : undefined) };
  return handler(parameters, withDeadLetterQueues(topics, targets), withDelays(targets), { headers: {} });
}

function call(handler: SnsHandler, parameters: Record<string, string>, { topics, queues }: Stores): string {
  return handler(parameters, topics, queues, { headers: {} });
}

function xml(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/xml" }, body };
}
