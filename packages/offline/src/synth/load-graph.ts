import type { Graph } from "../graph/types.ts";
import { SynthError } from "./evaluation.ts";
import { readGraphFile } from "./graph-file.ts";
import { sourceHash } from "./source-hash.ts";
import { type SynthOptions, synthesize, writeSynthesis } from "./synthesize.ts";

/**
 * @returns the graph of a project: from `graph.json` as long as it fits `sst.config.ts` and `stacks/`, else made and
 * written anew (seconds; about a minute when SST's components are not installed yet). Secrets hold the value of the
 * environment variable `SST_SECRET_<Name>`, else their placeholder.
 * @throws SynthError telling what is wrong in the project's files, and where
 */
export async function loadGraph(options: SynthOptions): Promise<Graph> {
  const file = await readGraphFile(options.root);
  if (file?.source === (await sourceHash(options.root))) return withSecrets(file.graph, process.env);

  options.onProgress?.(
    file ? "The stacks have changed: bringing graph.json up to date …" : "Making graph.json from the stacks …",
  );
  const synthesis = await synthesize(options);
  await writeSynthesis(options.root, synthesis);
  return withSecrets(synthesis.graph, process.env);
}

/** @returns a copy of the graph in which every link to a secret holds the value it has in this environment. */
export function withSecrets(graph: Graph, environment: Record<string, string | undefined>): Graph {
  const values = new Map(
    graph.secrets.map(({ name, placeholder }) => [name, environment[`SST_SECRET_${name}`] ?? placeholder]),
  );
  const unset = [...values].filter(([, value]) => value === undefined).map(([name]) => `SST_SECRET_${name}`);
  if (unset.length > 0) throw new SynthError(`Set ${unset.join(" and ")} in the environment: a secret needs a value.`);

  return {
    ...graph,
    functions: graph.functions.map((fn) => ({
      ...fn,
      links: Object.fromEntries(
        Object.entries(fn.links).map(([name, link]) => [
          name,
          link.type === "sst.sst.Secret" ? { ...link, value: values.get(name) } : link,
        ]),
      ),
    })),
  };
}
