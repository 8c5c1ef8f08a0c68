import { type DeployedQueue, deployedQueue, type Topology, topology } from "@donut/contracts/topology";
import { Resource } from "sst";
import * as z from "zod";

let parsed: Topology | undefined;
let parsedQueues: DeployedQueue[] | undefined;

export function readTopology(): Topology {
  parsed ??= topology.parse(Resource.Topology);
  return parsed;
}

/** @returns every deployed queue, without its consumer, which code that works on queues does not need. */
export function readQueues(): DeployedQueue[] {
  parsedQueues ??= z.array(deployedQueue).parse(Resource.Queues.queues);
  return parsedQueues;
}

export function findQueue(name: string): DeployedQueue | undefined {
  return readQueues().find((queue) => queue.name === name);
}

/** @returns the name under which AWS knows a queue */
export function queueArnEnd(name: string): string {
  return findQueue(name)?.arn.split(":").at(-1) ?? name;
}

/** @returns the queue's name from its ARN; for a queue that is not deployed, the end of the ARN. */
export function queueNameOf(arn: string): string {
  return readQueues().find((queue) => queue.arn === arn)?.name ?? arn.split(":").at(-1) ?? arn;
}
