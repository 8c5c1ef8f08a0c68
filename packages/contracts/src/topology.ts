import * as z from "zod";

const consumer = z.object({
  function: z.string(),
  /** The function's name in Lambda, which its metrics have. */
  functionName: z.string(),
  /** The CloudWatch log group to which it writes. */
  logGroup: z.string(),
  /** UUID of the event source mapping. */
  mapping: z.string(),
  /** Names of the topics, queues and APIs that it sends to. */
  feeds: z.array(z.string()).optional(),
});

/** Who waits for a queue's messages and must be notified if they are deleted. */
export const awaited = z.enum([
  "order",
  "withdrawal",
  "shortage",
  "report",
  "production",
  "campaign",
  "mail",
  "promotion",
  "marketing",
  "goods",
  "shop-order",
  "sku",
  "privacy",
  "digest",
  "task",
  "event",
]);
export type Awaited = z.infer<typeof awaited>;

export const deployedQueue = z.object({
  name: z.string(),
  url: z.string(),
  arn: z.string(),
  fifo: z.boolean(),
  visibilityTimeoutSeconds: z.int(),
  /** How many times a message is received before it is moved to `dlq`. */
  maxReceiveCount: z.int().optional(),
  /** Name of its dead-letter queue. */
  dlq: z.string().optional(),
  /** `undelivered`: holds events that SNS could not deliver. */
  role: z.enum(["work", "dlq", "undelivered"]),
  /** The subject of its messages, which determines its line on the map. */
  subject: z.string(),
  /** Name of the topic that feeds it, or whose undelivered events it holds. */
  topic: z.string().optional(),
  /** Event types that its subscription accepts; absent: all of its topic's. */
  filter: z.array(z.string()).optional(),
  /** What must be in its events' data: a number from a minimum on, or anything at all. */
  dataFilter: z
    .record(z.string(), z.union([z.object({ from: z.number() }), z.object({ exists: z.literal(true) })]))
    .optional(),
  /**
   * Who waits for its messages. Every deletion is announced (`letter.deleted`), and the message is kept in the audit.
   */
  awaited: awaited.optional(),
  consumer: consumer.optional(),
});

export const deployedTopic = z.object({ name: z.string(), arn: z.string(), subject: z.string() });

export const deployedApi = z.object({
  name: z.string(),
  /** Whether its clients make requests or stay connected. */
  kind: z.enum(["http", "socket"]),
  url: z.string(),
  /** Names of the topics and queues that messages enter through it. */
  feeds: z.array(z.string()).optional(),
});

/** The parts of the system, as recorded by the stacks that create them. */
export const topology = z.object({
  topics: z.array(deployedTopic),
  queues: z.array(deployedQueue),
  apis: z.array(deployedApi),
});

export type Topology = z.infer<typeof topology>;
export type DeployedQueue = z.infer<typeof deployedQueue>;
export type DeployedConsumer = z.infer<typeof consumer>;
export type DeployedTopic = z.infer<typeof deployedTopic>;
export type DeployedApi = z.infer<typeof deployedApi>;
