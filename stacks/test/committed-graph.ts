import path from "node:path";
import type { Topology } from "@donut/contracts/topology";
import type { LambdaFunction } from "@donut/offline/graph/types";
import { readGraphFile } from "@donut/offline/synth/graph-file";
import { resourceName } from "@donut/offline/synth/outputs";

export const root = path.join(import.meta.dirname, "../..");

const file = await readGraphFile(root);
if (!file) throw new Error("There is no graph.json: run npm run synth.");

/** As committed to the repository; graph-file.test.ts makes sure that it is up to date. */
export const graph = file.graph;

/** The logical name in an ARN. */
export const nameOf = resourceName;

export function functionOf(arn: string): LambdaFunction {
  const found = graph.functions.find((it) => it.arn === arn);
  if (!found) throw new Error(`There is no function ${arn}.`);
  return found;
}

/** The topology that the console is linked to. */
export const topology = graph.functions.find(({ name }) => name === "AdminFunction")?.links
  .Topology as unknown as Topology;
