import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import stringify from "json-stringify-pretty-compact";
import type { Graph } from "../graph/types.ts";

/** The synthesized graph as committed, with the hash of its sources. */
export interface GraphFile {
  /** See source-hash.ts. */
  source: string;
  graph: Graph;
}

export const graphFileName = "graph.json";
export const envTypesFileName = "sst-env.d.ts";

/** Lines of at most 120 characters, so that changes can be reviewed. */
export function formatGraphFile(file: GraphFile): string {
  return `${stringify(file, { indent: 2, maxLength: 120 })}\n`;
}

/** @returns undefined if there is no readable graph file: it can always be generated again. */
export async function readGraphFile(root: string): Promise<GraphFile | undefined> {
  try {
    return JSON.parse(await readFile(path.join(root, graphFileName), "utf8")) as GraphFile;
  } catch {
    return undefined;
  }
}

/** Replaces a file atomically: readers see the old text or the new, never a part. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
}
