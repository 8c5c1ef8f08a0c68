import { policyFault } from "../../iam/policy-text.ts";
import { authorizeSns } from "./authorization.ts";
import { SnsError, type SnsHandler, snsErrorResponse, snsHandlers } from "./fauxqs.ts";
import { type PublishContext, publish, publishBatch } from "./publish.ts";
import type { Answer } from "./sqs-api.ts";
import { setSubscriptionAttributes, subscribe } from "./subscriptions.ts";

type Action = (parameters: Record<string, string>, stores: PublishContext) => string;

const actions: Record<string, Action> = {
  ...Object.fromEntries(Object.entries(snsHandlers).map(([name, handler]) => [name, asAction(handler)])),
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  SetTopicAttributes: (parameters, stores) => {
    if (parameters.AttributeName === "Policy") requirePolicy(parameters.AttributeValue);
    return call(snsHandlers.SetTopicAttributes, parameters, stores);
  },
  Subscribe: subscribe,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  Publish: publish,
  PublishBatch: publishBatch,
};

/** Answers a request of the AWS query protocol. Everything an action changes, in every queue, is one transaction. */
export function answerSns(body: string, stores: PublishContext): Answer {
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

/** fauxqs adds attributes and tags to an existing topic only in memory. */
function createTopic(parameters: Record<string, string>, stores: PublishContext): string {
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

function deleteTopic(parameters: Record<string, string>, stores: PublishContext): string {
  stores.published.forget(parameters.TopicArn ?? "");
  return call(snsHandlers.DeleteTopic, parameters, stores);
}

function requirePolicy(text: string | undefined): void {
  const fault = policyFault(text);
  if (fault) throw new SnsError("InvalidParameter", `Invalid parameter: Policy Error: ${fault}`);
}

function asAction(handler: SnsHandler): Action {
  return (parameters, stores) => call(handler, parameters, stores);
}

function call(handler: SnsHandler, parameters: Record<string, string>, { topics, queues }: PublishContext): string {
  return handler(parameters, topics, queues, { headers: {} });
}

function xml(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/xml" }, body };
}
