import type { Graph } from "../graph/types.ts";
import { atMost, type Finding, holds } from "../limits/finding.ts";
import { functionBundles } from "./function-bundles.ts";

const unzipped = {
  limit: "Code of a function, unzipped (bytes)",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
};

const whole = {
  limit: "A function's code has what it imports as it loads",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html",
};

/** Bundles every function as a deploy does, and measures the size. */
export async function bundleFindings(root: string, graph: Graph): Promise<Finding[]> {
  const alike = Map.groupBy(graph.functions, ({ bundling }) => JSON.stringify(bundling));
  const found = [...alike.values()].map(async (group) => {
    const handlers = group.map(({ handler }) => handler);
    const bundles = await functionBundles(root, handlers, group[0]?.bundling);
    return group.flatMap(({ name, handler }) => {
      const { code, missing } = bundles.get(handler) ?? { code: new Uint8Array(), missing: [handler] };
      return [
        atMost(unzipped, name, code.byteLength, 262_144_000),
        holds(whole, name, missing.length === 0, missing.join(", ") || "all of it", "all of it"),
      ];
    });
  });
  return (await Promise.all(found)).flat();
}
