import type { ResourcePermission } from "../../graph/types.ts";
import type { Authority } from "../../iam/authority.ts";
import type { Caller } from "../../iam/caller.ts";
import { defaultTopicPolicy } from "../../iam/default-topic-policy.ts";
import { parsePolicy } from "../../iam/policy-text.ts";
import { refusalText } from "../../iam/refusal.ts";
import { type Right, Statements } from "../../iam/statements.ts";
import { SnsError, SqsError, type TopicStore } from "./fauxqs.ts";
import type { QueueStore } from "./queue-store.ts";
import { snsRight, sqsRights } from "./rights.ts";
import type { Input } from "./sqs-input.ts";

export interface Asking {
  authority: Authority;
  caller: Caller;
}

type Policy = Statements<ResourcePermission>;

/** Throws AccessDenied if the caller may not make this SQS call. */
export function authorizeSqs(
  action: string,
  input: Input,
  { store, authority, caller }: Asking & { store: QueueStore },
): void {
  if (caller.is === "administrator") return;
  for (const right of sqsRights(action, input, store)) {
    const refusal = authority.refusal(caller, right, () => queuePolicy(right, store));
    // SQS spells its actions this way.
    const spelled = { action: right.action.toLowerCase() };
    if (refusal) throw new SqsError("AccessDenied", refusalText(refusal, spelled), 403);
  }
}

/** Throws AuthorizationError if the caller may not make this SNS call. */
export function authorizeSns(
  action: string,
  parameters: Record<string, string>,
  { topics, authority, caller }: Asking & { topics: TopicStore },
): void {
  if (caller.is === "administrator") return;
  const right = snsRight(action, parameters);
  const refusal = authority.refusal(caller, right, () => topicPolicy(right, topics));
  const spelled = { action: right.action.replace(/^sns/, "SNS") };
  if (refusal) throw new SnsError("AuthorizationError", refusalText(refusal, spelled), 403);
}

/** @returns whether the queue's policy allows the topic to deliver to it */
export function acceptsFrom(topicArn: string, queueArn: string, queues: QueueStore, authority: Authority): boolean {
  const right = { action: "sqs:SendMessage", resource: queueArn };
  const caller = { is: "service", principal: "sns.amazonaws.com", sourceArn: topicArn } as const;
  return authority.refusal(caller, right, () => queuePolicy(right, queues)) === undefined;
}

const known = new Map<string, Policy>();

/** @param text the value of an attribute `Policy`, already validated */
function compiled(text: string): Policy {
  const policy = known.get(text) ?? new Statements(parsePolicy(text));
  known.set(text, policy);
  return policy;
}

function queuePolicy({ resource }: Right, queues: QueueStore): Policy | undefined {
  const text = queues.getQueueByArn(resource)?.attributes.Policy;
  return text ? compiled(text) : undefined;
}

const byDefault = new Statements([defaultTopicPolicy("*")]);

function topicPolicy({ resource }: Right, topics: TopicStore): Policy {
  const text = topics.getTopic(resource)?.attributes.Policy;
  return text ? compiled(text) : byDefault;
}
