import type { DeployedApi, DeployedConsumer, DeployedQueue, DeployedTopic } from "@donut/contracts/topology";

/**
 * What the system consists of, noted down by the helpers that make it. The console links to it (stacks/console.ts):
 * its map and its lists of queues are drawn from what is deployed.
 */
export const topology: { topics: MadeTopic[]; queues: MadeQueue[]; apis: MadeApi[] } = {
  topics: [],
  queues: [],
  apis: [],
};

/** ARNs of the event source mappings of all consumers, which the console may look at. */
export const mappingArns: $util.Output<string>[] = [];

/** A queue without its consumer: the function of one would wait for its own mapping. */
export type QueueFacts = Omit<MadeQueue, "consumer">;

let resolve: (queues: QueueFacts[]) => void;

/** Every queue of the system, for functions whose queue is one of them: known once all are made. */
export const everyQueue = new Promise<QueueFacts[]>((known) => {
  resolve = known;
});

/** To be called when no queue will be added any more. */
export function queuesAreComplete(): void {
  resolve(topology.queues.map(({ consumer: _, ...queue }) => queue));
}

/** What a part of the topology looks like here, before its address is known. */
type Made<Part, Address extends keyof Part> = Omit<Part, Address> & Record<Address, $util.Output<string>>;

type MadeTopic = Made<DeployedTopic, "arn">;
type MadeApi = Made<DeployedApi, "url">;
type MadeQueue = Made<Omit<DeployedQueue, "consumer">, "url" | "arn"> & {
  consumer?: Made<DeployedConsumer, "mapping">;
};

/** `Resource.Topology` as a function sees it: without this, SST would type its lists as `any`. */
export const topologyType = `import("@donut/contracts/topology").Topology & { type: "sst.sst.Linkable" }`;

/** `Resource.Queues`, likewise. */
export const queuesType = `Pick<import("@donut/contracts/topology").Topology, "queues"> & { type: "sst.sst.Linkable" }`;
