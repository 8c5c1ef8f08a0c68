import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Graph } from "../../src/graph/types.ts";
import { freePorts } from "../../src/runtime/ports.ts";
import { type Runtime, type RuntimeOptions, startRuntime } from "../../src/runtime.ts";
import { temporaryFolder } from "../functions.ts";
import { notesGraph } from "./graph.ts";

/** The notes system in its own folder, with helpers to use it. Everything ends with the test. */
export async function openNotes(options: Partial<RuntimeOptions> = {}) {
  const root = await temporaryFolder();
  await cp(import.meta.dirname, root, { recursive: true });
  await symlink(join(import.meta.dirname, "../../../../node_modules"), join(root, "node_modules"), "dir");
  await mkdir(join(root, "stacks"));
  const dataDir = join(root, ".offline");
  const said: string[] = [];
  const system = { root, dataDir, said, graph: notesGraph(), start, edit };
  return system;

  async function start(more: Partial<RuntimeOptions> = {}): Promise<Runtime> {
    const runtime = await startRuntime({
      root,
      dataDir,
      ports: freePorts,
      watch: false,
      loadGraph: async () => system.graph,
      onProgress: (progress) => said.push("text" in progress ? progress.text : `${progress.step} ${progress.type}`),
      ...options,
      ...more,
    });
    onTestFinished(() => runtime.stop());
    return runtime;
  }

  /** Changes the system, as an edit of the stacks would. */
  async function edit(graph: Graph): Promise<void> {
    system.graph = graph;
    await writeFile(join(root, "stacks/notes.ts"), `// ${performance.now()}\n`);
  }
}

/** @returns what the API of a running notes system answers */
export function notesOf(runtime: Pick<Runtime, "addresses">) {
  const call = (path: string, init?: RequestInit) => fetch(`${runtime.addresses.httpApis.NoteApi}${path}`, init);
  const read = async <T>(path: string) => (await (await call(path)).json()) as T;
  return {
    write: async (id: string, text = "") => (await call(`/notes/${id}`, { method: "PUT", body: text })).status,
    text: async (id: string) => (await read<{ text?: string }>(`/notes/${id}`)).text,
    count: async (id: string) => (await read<{ count: number }>(`/count/${id}`)).count,
    about: () => read<{ greeting: string; api: string; stage: string }>("/about"),
  };
}
