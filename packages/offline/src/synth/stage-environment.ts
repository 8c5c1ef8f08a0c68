import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseEnv } from "node:util";

/**
 * The stage the graph is made for. Settings that depend on the stage (removal, protection) are not part of the graph.
 */
export const graphStage = "offline";

/** The laptop's values of variables that must be set for a deploy; the graph depends on them. */
export const offlineFile = `.env.${graphStage}`;

/**
 * @returns the environment in which the stacks are evaluated: SST's `.env` and `.env.<stage>`, and the laptop's value
 * for a variable set in neither. The graph depends only on the laptop's file.
 */
export async function stageEnvironment(root: string, stage: string): Promise<NodeJS.ProcessEnv> {
  const files = stage === graphStage ? [] : [".env", `.env.${stage}`];
  const [laptop, ...loaded] = await Promise.all([offlineFile, ...files].map((file) => variablesOf(root, file)));
  const without = (prefix: string, variables: NodeJS.ProcessEnv) =>
    Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith(prefix)));
  const given = without("SST_", process.env);
  if (stage === graphStage) return { ...without("AWS_", given), ...laptop };
  return Object.assign({}, laptop, given, ...loaded);
}

async function variablesOf(root: string, file: string): Promise<NodeJS.Dict<string>> {
  const text = await readFile(path.join(root, file), "utf8").catch(() => "");
  return parseEnv(text);
}
