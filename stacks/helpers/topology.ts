/**
 * What the system consists of, noted down by the helpers that make it. The console links to it (stacks/console.ts):
 * its map and its lists of queues are drawn from what is deployed.
 */
export const topology: { topics: TopologyTopic[]; queues: TopologyQueue[]; apis: TopologyApi[] } = {
  topics: [],
  queues: [],
  apis: [],
};

/** ARNs of the event source mappings of all consumers, which the console may look at. */
export const mappingArns: $util.Output<string>[] = [];

/** A queue without its consumer: the function of one would wait for its own mapping. */
export type QueueFacts = Omit<TopologyQueue, "consumer">;

let resolve: (queues: QueueFacts[]) => void;

/** Every queue of the system, for functions whose queue is one of them: known once all are made. */
export const everyQueue = new Promise<QueueFacts[]>((known) => {
  resolve = known;
});

/** To be called when no queue will be added any more. */
export function queuesAreComplete(): void {
  resolve(topology.queues.map(({ consumer: _, ...queue }) => queue));
}

interface TopologyTopic {
  name: string;
  arn: $util.Output<string>;
  subject: string;
}

interface TopologyQueue {
  name: string;
  url: $util.Output<string>;
  arn: $util.Output<string>;
  fifo: boolean;
  visibilityTimeoutSeconds: number;
  maxReceiveCount?: number;
  /** Name of its dead-letter queue. */
  dlq?: string;
  role: "work" | "dlq" | "undelivered";
  /** What its messages are about; the lane it has on the map. */
  subject: string;
  /** Name of the topic that feeds it. */
  topic?: string;
  /** Types of the events it gets; all of its topic's when absent. */
  filter?: string[];
  /** Numbers that the events' data must reach. */
  dataFilter?: Record<string, { from: number }>;
  /** Whether each message of it that is deleted is announced (`letter.deleted`). */
  deletionsAnnounced?: boolean;
  consumer?: {
    function: string;
    mapping: $util.Output<string>;
    /** Names of the topics, queues and APIs that it sends to. */
    feeds?: string[];
  };
}

interface TopologyApi {
  name: string;
  /** Whether its clients call it, or stay connected. */
  kind: "http" | "socket";
  url: $util.Output<string>;
  /** Names of the topics and queues that messages enter through it. */
  feeds?: string[];
}

/** `Resource.Topology` as a function sees it: without this, SST would type its lists as `any`. */
export const topologyType = `{
      "apis": { "name": string; "kind": "http" | "socket"; "url": string; "feeds"?: string[] }[]
      "queues": {
        "name": string
        "url": string
        "arn": string
        "fifo": boolean
        "visibilityTimeoutSeconds": number
        "maxReceiveCount"?: number
        "dlq"?: string
        "role": "work" | "dlq" | "undelivered"
        "subject": string
        "topic"?: string
        "filter"?: string[]
        "dataFilter"?: Record<string, { "from": number }>
        "deletionsAnnounced"?: boolean
        "consumer"?: { "function": string; "mapping": string; "feeds"?: string[] }
      }[]
      "topics": { "name": string; "arn": string; "subject": string }[]
      "type": "sst.sst.Linkable"
    }`;

/** `Resource.Queues`, likewise. */
export const queuesType = `{
      "queues": {
        "name": string
        "url": string
        "arn": string
        "fifo": boolean
        "visibilityTimeoutSeconds": number
        "maxReceiveCount"?: number
        "dlq"?: string
        "role": "work" | "dlq" | "undelivered"
        "subject": string
        "topic"?: string
        "filter"?: string[]
        "dataFilter"?: Record<string, { "from": number }>
        "deletionsAnnounced"?: boolean
      }[]
      "type": "sst.sst.Linkable"
    }`;
