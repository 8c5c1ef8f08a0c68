import type { DeployedQueue } from "@donut/contracts/topology";

/** @returns a queue as the topology describes it */
export function queueOf(more: Partial<DeployedQueue> = {}): DeployedQueue {
  return {
    name: "Work",
    url: "",
    arn: "",
    fifo: false,
    visibilityTimeoutSeconds: 60,
    role: "work",
    subject: "stock",
    ...more,
  };
}
