import type { DeployedApi, DeployedConsumer, DeployedQueue, DeployedTopic } from "@donut/contracts/topology";

/**
 * The parts of the system, as recorded by the helpers that create them. The console links to it (stacks/console.ts), so
 * its map and its lists of queues show what is deployed.
 */
export const topology: { topics: MadeTopic[]; queues: MadeQueue[]; apis: MadeApi[] } = {
  topics: [],
  queues: [],
  apis: [],
};

/** ARNs of the event source mappings of all consumers, which the console may read. */
export const mappingArns: $util.Output<string>[] = [];

/** ARNs of the log groups of all consumers, which the console may read. */
export const logGroupArns: $util.Output<string>[] = [];

/** A queue without its consumer: a consumer's own function would otherwise depend on its own mapping. */
export type QueueFacts = Omit<MadeQueue, "consumer">;

let resolve: (queues: QueueFacts[]) => void;

/** Every queue of the system, for functions whose own queue is among them: resolves once all queues are created. */
export const everyQueue = new Promise<QueueFacts[]>((known) => {
  resolve = known;
});

/** To be called once no more queues will be added. */
export function queuesAreComplete(): void {
  resolve(topology.queues.map(({ consumer: _, ...queue }) => queue));
}

/** A part of the topology before its address is known. */
type Made<Part, Address extends keyof Part> = Omit<Part, Address> & Record<Address, $util.Output<string>>;

type MadeTopic = Made<DeployedTopic, "arn">;
type MadeApi = Made<DeployedApi, "url">;
type MadeQueue = Made<Omit<DeployedQueue, "consumer">, "url" | "arn"> & {
  consumer?: Made<DeployedConsumer, "mapping" | "functionName" | "logGroup">;
};

/** The type of `Resource.Topology` in functions: without this, SST would type its lists as `any`. */
export const topologyType = `import("@donut/contracts/topology").Topology & { type: "sst.sst.Linkable" }`;

/** The type of `Resource.Queues`, likewise. */
export const queuesType = `Pick<import("@donut/contracts/topology").Topology, "queues"> & { type: "sst.sst.Linkable" }`;
