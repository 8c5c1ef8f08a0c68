import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { Graph } from "../graph/types.ts";
import { SynthError } from "./evaluation.ts";

/** The laptop's values of secrets, by name. None of them is ever deployed. */
export const secretsFileName = "offline.secrets.json";

const secretsFile = z.record(z.string(), z.string());

/**
 * @returns values of secrets by name: environment variables `SST_SECRET_<Name>`, otherwise those in the project's
 * `offline.secrets.json`, if it has one
 * @throws SynthError if that file contains anything but names and texts
 */
export async function secretValues(
  root: string,
  environment: Record<string, string | undefined>,
): Promise<Map<string, string>> {
  const values = new Map(Object.entries(await readSecretsFile(root)));
  for (const [variable, value] of Object.entries(environment)) {
    const [, name] = /^SST_SECRET_(.+)$/.exec(variable) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, value);
  }
  return values;
}

/**
 * @returns a copy of the graph in which every link to a secret has its value, or else its placeholder
 * @throws SynthError naming the secrets that have neither
 */
export function withSecrets(graph: Graph, values: Map<string, string>): Graph {
  const used = new Map(graph.secrets.map(({ name, placeholder }) => [name, values.get(name) ?? placeholder]));
  const unset = [...used].filter(([, value]) => value === undefined).map(([name]) => name);
  if (unset.length > 0) {
    throw new SynthError(
      `A secret needs a value: put ${unset.join(" and ")} into ${secretsFileName}, ` +
        `or set ${unset.map((name) => `SST_SECRET_${name}`).join(" and ")} in the environment.`,
    );
  }
  return {
    ...graph,
    functions: graph.functions.map((fn) => ({
      ...fn,
      links: Object.fromEntries(
        Object.entries(fn.links).map(([name, link]) => [
          name,
          link.type === "sst.sst.Secret" ? { ...link, value: used.get(name) } : link,
        ]),
      ),
    })),
  };
}

async function readSecretsFile(root: string): Promise<Record<string, string>> {
  const text = await readFile(path.join(root, secretsFileName), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch {
    throw new SynthError(`${secretsFileName} must hold a text for every name: {"ApiKey": "a-key"}.`);
  }
}
