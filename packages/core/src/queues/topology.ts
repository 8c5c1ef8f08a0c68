import { Resource } from "sst";
import * as z from "zod";

const queue = z.looseObject({
  name: z.string(),
  url: z.string(),
  arn: z.string(),
  fifo: z.boolean(),
  visibilityTimeoutSeconds: z.int(),
  maxReceiveCount: z.int().optional(),
  /** Name of its dead-letter queue. */
  dlq: z.string().optional(),
  role: z.enum(["work", "dlq", "undelivered"]),
  subject: z.string(),
  topic: z.string().optional(),
  /** Types of the events it is sent; all of its topic's without it. */
  filter: z.array(z.string()).optional(),
  /** Numbers that its events' data must reach. */
  dataFilter: z.record(z.string(), z.object({ from: z.number() })).optional(),
  /** Whether somebody must hear of each of its messages that is deleted. */
  deletionsAnnounced: z.boolean().optional(),
  consumer: z
    .looseObject({
      function: z.string(),
      /** UUID of the event source mapping. */
      mapping: z.string(),
    })
    .optional(),
});

/** What is deployed, as the stacks wrote it down while they made it. */
export const topology = z.object({
  topics: z.array(z.looseObject({ name: z.string(), arn: z.string(), subject: z.string() })),
  queues: z.array(queue),
  apis: z.array(z.looseObject({ name: z.string(), kind: z.enum(["http", "socket"]), url: z.string() })),
});
export type Topology = z.infer<typeof topology>;
export type DeployedQueue = z.infer<typeof queue>;

let parsed: Topology | undefined;
let parsedQueues: DeployedQueue[] | undefined;

export function readTopology(): Topology {
  parsed ??= topology.parse(Resource.Topology);
  return parsed;
}

/** @returns every deployed queue; without its consumer, which those who work on queues need not know. */
export function readQueues(): DeployedQueue[] {
  parsedQueues ??= z.array(queue).parse(Resource.Queues.queues);
  return parsedQueues;
}

export function findQueue(name: string): DeployedQueue | undefined {
  return readQueues().find((queue) => queue.name === name);
}

/** @returns the queue's name from its ARN; the end of the ARN for a queue that is not deployed. */
export function queueNameOf(arn: string): string {
  return readQueues().find((queue) => queue.arn === arn)?.name ?? arn.split(":").at(-1) ?? arn;
}
