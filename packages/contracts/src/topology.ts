import * as z from "zod";

const consumer = z.object({
  function: z.string(),
  /** UUID of the event source mapping. */
  mapping: z.string(),
  /** Names of the topics, queues and APIs that it sends to. */
  feeds: z.array(z.string()).optional(),
});

/** Who waits for the messages of a queue, should they be deleted. */
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
  /** Tries before a message is moved to `dlq`. */
  maxReceiveCount: z.int().optional(),
  /** Name of its dead-letter queue. */
  dlq: z.string().optional(),
  /** `undelivered`: what SNS could not deliver rests in it. */
  role: z.enum(["work", "dlq", "undelivered"]),
  /** What its messages are about: the line it has on the map. */
  subject: z.string(),
  /** Name of the topic that feeds it, or whose undelivered events rest in it. */
  topic: z.string().optional(),
  /** Types of the events that its subscription lets through; all of its topic's when absent. */
  filter: z.array(z.string()).optional(),
  /** Numbers that its events' data must reach. */
  dataFilter: z.record(z.string(), z.object({ from: z.number() })).optional(),
  /** Who waits for its messages. Each that is deleted is announced (`letter.deleted`), and kept in the audit. */
  awaited: awaited.optional(),
  consumer: consumer.optional(),
});

export const deployedTopic = z.object({ name: z.string(), arn: z.string(), subject: z.string() });

export const deployedApi = z.object({
  name: z.string(),
  /** Whether its clients call it, or stay connected. */
  kind: z.enum(["http", "socket"]),
  url: z.string(),
  /** Names of the topics and queues that messages enter through it. */
  feeds: z.array(z.string()).optional(),
});

/** What the system consists of, as the stacks noted it down while they made it. */
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
