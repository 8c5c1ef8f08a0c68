import { existsSync } from "node:fs";
import path from "node:path";
import type { Graph } from "../graph/types.ts";
import { envTypes } from "./env-types.ts";
import { evaluateInProcess } from "./evaluate-process.ts";
import { SynthError } from "./evaluation.ts";
import { envTypesFileName, formatGraphFile, type GraphFile, graphFileName, replaceFile } from "./graph-file.ts";
import { normalize } from "./normalize.ts";
import { installPlatform } from "./platform.ts";
import { refuseWhatAwsRefuses } from "./refused-on-deploy.ts";
import { sourceFiles, sourceHash } from "./source-hash.ts";

export interface SynthOptions {
  /** The project's folder, which contains `sst.config.ts`. */
  root: string;
  /** Called with a line for the user whenever something takes longer than a moment. */
  onProgress?: (line: string) => void;
}

export interface Synthesis extends GraphFile {
  /** The text of `sst-env.d.ts`. */
  envTypes: string;
}

/**
 * Evaluates `sst.config.ts` anew; writes nothing but SST's own folder.
 *
 * @throws SynthError with what is wrong in the user's files, and where
 */
export async function synthesize({ root, onProgress = () => {} }: SynthOptions): Promise<Synthesis> {
  const source = await sourceHash(root);
  const platform = await installPlatform(root, onProgress);
  const { evaluation, printed } = await evaluateInProcess(root, platform);
  if (printed.trim()) onProgress(printed.trim());

  const known = await sourceFiles(root);
  const strangers = evaluation.sources.filter((file) => !known.includes(file));
  if (strangers.length > 0) {
    throw new SynthError(
      `sst.config.ts and stacks/ may import nothing but packages/contracts, not ${strangers.join(", ")}: a change there would go unnoticed.`,
    );
  }
  const graph = normalize(evaluation);
  refuseMissingHandlers(root, graph);
  refuseWhatAwsRefuses(graph);
  return { source, graph, envTypes: envTypes(evaluation.linkables) };
}

/** Writes `graph.json` and `sst-env.d.ts`. */
export async function writeSynthesis(root: string, { source, graph, envTypes }: Synthesis): Promise<void> {
  await replaceFile(path.join(root, graphFileName), formatGraphFile({ source, graph }));
  await replaceFile(path.join(root, envTypesFileName), envTypes);
}

function refuseMissingHandlers(root: string, { functions }: Graph): void {
  const missing = functions.filter(({ handler }) => {
    const file = path.join(root, handler.replace(/\.[^./]+$/, ""));
    return ![".ts", ".mts", ".tsx", ".js", ".mjs"].some((extension) => existsSync(file + extension));
  });
  if (missing.length === 0) return;
  throw new SynthError(
    ["These functions have no handler file:", ...missing.map((it) => `  ${it.name}: ${it.handler}`)].join("\n"),
  );
}
