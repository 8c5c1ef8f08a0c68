/**
 * The parts of fauxqs this engine is made of. The package exports only its complete server, so its modules are loaded
 * by file URL, and what is used of them is declared here: read these declarations against `node_modules/fauxqs/dist`
 * when the pinned version changes.
 */
import type { DatabaseSync } from "node:sqlite";

const server = import.meta.resolve("fauxqs");
const load = async <T>(path: string): Promise<T> => (await import(new URL(path, server).href)) as T;

export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  /** Base64. */
  BinaryValue?: string;
}

/** Times in milliseconds since 1970. */
export interface Message {
  messageId: string;
  body: string;
  md5OfBody: string;
  messageAttributes: Record<string, MessageAttribute>;
  md5OfMessageAttributes: string;
  sentTimestamp: number;
  approximateReceiveCount: number;
  approximateFirstReceiveTimestamp?: number;
  delayUntil?: number;
  messageGroupId?: string;
  messageDeduplicationId?: string;
  sequenceNumber?: string;
  /** Added by this engine: the queue from which a redrive policy moved the message. */
  deadLetterQueueSourceArn?: string;
  /** Added by this engine: the handle of the last receive, good for deleting also after the visibility timeout. */
  receiptHandle?: string;
}

export interface InflightEntry {
  message: Message;
  receiptHandle: string;
  visibilityDeadline: number;
}

interface BaseQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  createdTimestamp: number;
  lastModifiedTimestamp: number;
  attributes: Record<string, string>;
  tags: Map<string, string>;
  messages: Message[];
  inflightMessages: Map<string, InflightEntry>;
  delayedMessages: Message[];
  fifoMessages: Map<string, Message[]>;
  sequenceCounter: number;
  persistence?: BasePersistence;
  isFifo(): boolean;
  getAllAttributes(requested: string[]): Record<string, string>;
  getAttribute(name: string): string | undefined;
  setAttributes(attributes: Record<string, string>): void;
  enqueue(message: Message): void;
  purge(): void;
  cancelWaiters(): void;
  checkDeduplication(id: string): Duplicate;
  recordDeduplication(id: string, messageId: string, sequenceNumber?: string): void;
  nextSequenceNumber(): string;
}

export interface Duplicate {
  isDuplicate: boolean;
  originalMessageId?: string;
  originalSequenceNumber?: string;
}

interface BaseQueueStore<Q extends BaseQueue = BaseQueue> {
  queues: Map<string, Q>;
  queuesByName: Map<string, Q>;
  queuesByArn: Map<string, Q>;
  region?: string;
  persistence?: BasePersistence;
  createQueue(name: string, url: string, arn: string, attributes?: Attributes, tags?: Attributes): Q;
  deleteQueue(url: string): boolean;
  buildQueueUrl(name: string, port: string, host: string, region: string): string;
  getQueue(url: string): Q | undefined;
  getQueueByArn(arn: string): Q | undefined;
  allQueues(): Iterable<Q>;
  shutdown(): void;
}

type Attributes = Record<string, string>;

interface BasePersistence {
  db: DatabaseSync;
  transaction(change: () => unknown): unknown;
  insertQueue(queue: BaseQueue): void;
  deleteQueue(name: string): void;
  updateQueueSequenceCounter(name: string, counter: number): void;
  insertMessage(queueName: string, message: Message): void;
  deleteMessage(messageId: string): void;
  updateMessageInflight(
    messageId: string,
    receiptHandle: string,
    visibilityDeadline: number,
    receiveCount: number,
    firstReceive: number | undefined,
  ): void;
  updateMessageReady(messageId: string): void;
  deleteQueueMessages(queueName: string): void;
  insertTopic(topic: Topic): void;
  loadSnsTopics(store: TopicStore): void;
  loadSnsSubscriptions(store: TopicStore): void;
  close(): void;
}

export interface Topic {
  arn: string;
  name: string;
  attributes: Attributes;
  tags: Map<string, string>;
  subscriptionArns: string[];
}

export interface Subscription {
  arn: string;
  topicArn: string;
  protocol: string;
  /** For SQS the queue's ARN. */
  endpoint: string;
  confirmed: boolean;
  attributes: Attributes;
  parsedFilterPolicy?: Record<string, unknown>;
}

export interface TopicStore {
  region?: string;
  persistence?: BasePersistence;
  getTopic(arn: string): Topic | undefined;
  getSubscription(arn: string): Subscription | undefined;
}

interface ServiceError extends Error {
  readonly code: string;
  readonly statusCode: number;
}
type ServiceErrorClass = new (code: string, message: string, statusCode?: number) => ServiceError;

interface QueueStoreClass {
  new <Q extends BaseQueue>(): BaseQueueStore<Q>;
  createMessage(
    body: string,
    attributes?: Record<string, MessageAttribute>,
    delaySeconds?: number,
    groupId?: string,
    deduplicationId?: string,
  ): Message;
  contentBasedDeduplicationId(body: string): string;
}

/** A request as fauxqs's handlers see it: they read the region from its signature, which this engine leaves out. */
interface HandlerRequest {
  headers: Record<string, string>;
}
export type SqsHandler = (input: Record<string, unknown>, store: unknown, request: HandlerRequest) => unknown;
export type SnsHandler = (
  parameters: Record<string, string>,
  topics: TopicStore,
  queues: unknown,
  request: HandlerRequest,
) => string;

export const { SqsQueue, SqsStore } = await load<{
  SqsQueue: new (name: string, url: string, arn: string, attributes?: Attributes, tags?: Attributes) => BaseQueue;
  SqsStore: QueueStoreClass;
}>("./sqs/sqsStore.js");

export const { PersistenceManager } = await load<{ PersistenceManager: new (dataDir: string) => BasePersistence }>(
  "./persistence.js",
);

export const { SnsStore } = await load<{ SnsStore: new () => TopicStore }>("./sns/snsStore.js");

export const { SqsError, SnsError } = await load<{ SqsError: ServiceErrorClass; SnsError: ServiceErrorClass }>(
  "./common/errors.js",
);

export const { md5, md5OfMessageAttributes } = await load<{
  md5(text: string): string;
  md5OfMessageAttributes(attributes: Record<string, MessageAttribute>): string;
}>("./common/md5.js");

export const { snsErrorResponse } = await load<{
  snsErrorResponse(code: string, message: string, type: "Sender" | "Receiver"): string;
}>("./common/xml.js");

export const { calculateMessageSize, validateQueueAttributes, ALL_ATTRIBUTE_NAMES, SQS_MAX_MESSAGE_SIZE_BYTES } =
  await load<{
    calculateMessageSize(body: string, attributes: Record<string, MessageAttribute>): number;
    validateQueueAttributes(attributes: Attributes, error: ServiceErrorClass): void;
    ALL_ATTRIBUTE_NAMES: string[];
    SQS_MAX_MESSAGE_SIZE_BYTES: number;
  }>("./sqs/sqsTypes.js");

const sqsAction = async (file: string): Promise<SqsHandler> => {
  const handler = (await load<Record<string, SqsHandler>>(`./sqs/actions/${file}.js`))[file];
  if (!handler) throw new Error(`fauxqs has no SQS action ${file}`);
  return handler;
};

/** The SQS actions that are used as they are. */
export const sqsHandlers = {
  CreateQueue: await sqsAction("createQueue"),
  DeleteQueue: await sqsAction("deleteQueue"),
  GetQueueUrl: await sqsAction("getQueueUrl"),
  ListQueues: await sqsAction("listQueues"),
  ListQueueTags: await sqsAction("listQueueTags"),
  TagQueue: await sqsAction("tagQueue"),
  UntagQueue: await sqsAction("untagQueue"),
};

const snsAction = async (file: string, name = file): Promise<SnsHandler> => {
  const handler = (await load<Record<string, SnsHandler>>(`./sns/actions/${file}.js`))[name];
  if (!handler) throw new Error(`fauxqs has no SNS action ${name}`);
  return handler;
};

export const snsHandlers = {
  CreateTopic: await snsAction("createTopic"),
  DeleteTopic: await snsAction("deleteTopic"),
  ListTopics: await snsAction("listTopics"),
  GetTopicAttributes: await snsAction("getTopicAttributes"),
  SetTopicAttributes: await snsAction("setTopicAttributes"),
  Subscribe: await snsAction("subscribe"),
  Unsubscribe: await snsAction("unsubscribe"),
  ConfirmSubscription: await snsAction("confirmSubscription"),
  ListSubscriptions: await snsAction("listSubscriptions"),
  ListSubscriptionsByTopic: await snsAction("listSubscriptions", "listSubscriptionsByTopic"),
  GetSubscriptionAttributes: await snsAction("getSubscriptionAttributes"),
  SetSubscriptionAttributes: await snsAction("setSubscriptionAttributes"),
  Publish: await snsAction("publish"),
  PublishBatch: await snsAction("publish", "publishBatch"),
  TagResource: await snsAction("tagResource"),
  UntagResource: await snsAction("tagResource", "untagResource"),
  ListTagsForResource: await snsAction("tagResource", "listTagsForResource"),
};
