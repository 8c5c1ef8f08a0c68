/**
 * What this engine uses of fauxqs 2.4.1 by Igor Savin (MIT licence, see fauxqs/LICENSE): topics and
 * subscriptions, queue attributes and tags, MD5s and the SQLite schema. docs/decisions/0002 says why it is a copy.
 */
import { createQueue } from "./fauxqs/queue-actions/create-queue.ts";
import { deleteQueue } from "./fauxqs/queue-actions/delete-queue.ts";
import { getQueueUrl } from "./fauxqs/queue-actions/get-queue-url.ts";
import { listQueueTags } from "./fauxqs/queue-actions/list-queue-tags.ts";
import { listQueues } from "./fauxqs/queue-actions/list-queues.ts";
import { tagQueue } from "./fauxqs/queue-actions/tag-queue.ts";
import { untagQueue } from "./fauxqs/queue-actions/untag-queue.ts";
import type { SqsStore } from "./fauxqs/queue-store.ts";
import { confirmSubscription } from "./fauxqs/topic-actions/confirm-subscription.ts";
import { createTopic } from "./fauxqs/topic-actions/create-topic.ts";
import { deleteTopic } from "./fauxqs/topic-actions/delete-topic.ts";
import { getSubscriptionAttributes } from "./fauxqs/topic-actions/get-subscription-attributes.ts";
import { getTopicAttributes } from "./fauxqs/topic-actions/get-topic-attributes.ts";
import { listSubscriptions, listSubscriptionsByTopic } from "./fauxqs/topic-actions/list-subscriptions.ts";
import { listTopics } from "./fauxqs/topic-actions/list-topics.ts";
import { setTopicAttributes } from "./fauxqs/topic-actions/set-topic-attributes.ts";
import { listTagsForResource, tagResource, untagResource } from "./fauxqs/topic-actions/tag-resource.ts";
import { unsubscribe } from "./fauxqs/topic-actions/unsubscribe.ts";
import type { SnsStore } from "./fauxqs/topic-store.ts";

export { SnsError, SqsError } from "./fauxqs/errors.ts";
export { md5, md5OfMessageAttributes } from "./fauxqs/md5.ts";
export { PersistenceManager } from "./fauxqs/persistence.ts";
export { type Duplicate, SqsQueue } from "./fauxqs/queue.ts";
export { SqsStore } from "./fauxqs/queue-store.ts";
export {
  ALL_ATTRIBUTE_NAMES,
  calculateMessageSize,
  type InflightEntry,
  type MessageAttributeValue as MessageAttribute,
  SQS_MAX_MESSAGE_SIZE_BYTES,
  type SqsMessage as Message,
  validateQueueAttributes,
} from "./fauxqs/queue-types.ts";
export { SnsStore } from "./fauxqs/topic-store.ts";
export type { SnsSubscription as Subscription, SnsTopic as Topic } from "./fauxqs/topic-types.ts";
export { escapeXml, snsErrorResponse, snsSuccessResponse } from "./fauxqs/xml.ts";
export type TopicStore = SnsStore;

/** Handlers read the region from a request's signature, which this engine does not pass on. */
interface HandlerRequest {
  headers: Record<string, string | undefined>;
}
export type SqsHandler = (input: Record<string, unknown>, store: SqsStore, request: HandlerRequest) => unknown;
export type SnsHandler = (
  parameters: Record<string, string>,
  topics: SnsStore,
  queues: unknown,
  request: HandlerRequest,
) => string;

/** The SQS actions that are used unchanged. */
export const sqsHandlers = {
  CreateQueue: createQueue,
  DeleteQueue: deleteQueue,
  GetQueueUrl: getQueueUrl,
  ListQueues: listQueues,
  ListQueueTags: listQueueTags,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
} satisfies Record<string, SqsHandler>;

export const snsHandlers = {
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  ListTopics: listTopics,
  GetTopicAttributes: getTopicAttributes,
  SetTopicAttributes: setTopicAttributes,
  Unsubscribe: unsubscribe,
  ConfirmSubscription: confirmSubscription,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
  GetSubscriptionAttributes: getSubscriptionAttributes,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
} satisfies Record<string, SnsHandler>;
