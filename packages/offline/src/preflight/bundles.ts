import type { Graph } from "../graph/types.ts";
import type { Evaluation } from "../synth/evaluation.ts";
import { atMost, type Finding } from "./finding.ts";
import { functionBundle } from "./function-bundle.ts";

const unzipped = {
  limit: "Code of a function, unzipped (bytes)",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
};

/** Bundles every function as a deploy does, and weighs it. */
export async function bundleFindings(root: string, graph: Graph, { functions }: Evaluation): Promise<Finding[]> {
  const settings = new Map(functions.map(({ functionID, esbuild }) => [functionID, esbuild]));
  return Promise.all(
    graph.functions.map(async ({ name, handler }) => {
      const { bytes } = await functionBundle(root, handler, settings.get(name));
      return atMost(unzipped, name, bytes, 262_144_000);
    }),
  );
}
