import type { Graph } from "../graph/types.ts";
import { readGraphFile } from "./graph-file.ts";
import { secretValues, withSecrets } from "./secrets.ts";
import { sourceHash } from "./source-hash.ts";
import { type SynthOptions, synthesize, writeSynthesis } from "./synthesize.ts";

/**
 * @returns a project's graph: from `graph.json` if it matches `sst.config.ts` and `stacks/`, otherwise generated and
 * written anew (takes seconds; about a minute if SST's components are not installed yet). Secrets have their values on
 * this machine (secrets.ts).
 * @throws SynthError with what is wrong in the project's files, and where; and with the secrets that have no value
 */
export async function loadGraph(options: SynthOptions): Promise<Graph> {
  const file = await readGraphFile(options.root);
  const secrets = await secretValues(options.root, process.env);
  if (file?.source === (await sourceHash(options.root))) return withSecrets(file.graph, secrets);

  options.onProgress?.(
    file ? "The stacks have changed: bringing graph.json up to date …" : "Making graph.json from the stacks …",
  );
  const synthesis = await synthesize(options);
  await writeSynthesis(options.root, synthesis);
  return withSecrets(synthesis.graph, secrets);
}
