import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import nodeOptions from "../../node-options.json" with { type: "json" };
import { claimPort, isFree } from "../../src/engines/ports.ts";
import { killGroup } from "../../src/kill-group.ts";
import { partsFromBase, portsFrom } from "../../src/runtime/ports.ts";
import { formatGraphFile } from "../../src/synth/graph-file.ts";
import { sourceHash } from "../../src/synth/source-hash.ts";
import { notesGraph } from "./graph.ts";
import { notesOf, openNotes } from "./start.ts";

const repository = join(import.meta.dirname, "../../../..");
const cli = join(repository, "packages/offline/src/cli.ts");
const patience = { timeout: 60_000, interval: 25 };

/** The notes system as a user has it: a folder in which the command line runs. */
export async function openProject(graph = notesGraph()) {
  const { root, dataDir } = await openNotes();
  await writeFile(join(root, "sst.config.ts"), "export default {};\n");
  await describe();
  const base = await freeBase();
  const chosen = { PORT: String(base + partsFromBase), OFFLINE_PORT: String(base) };
  const env = { ...process.env, ...chosen, NO_COLOR: "1" };
  // Nobody signs in to the notes.
  const { signIn: _, ...ports } = portsFrom(chosen);
  return { root, dataDir, ports, run, npmStart };

  async function describe(): Promise<void> {
    await writeFile(join(root, "graph.json"), formatGraphFile({ source: await sourceHash(root), graph }));
  }

  function run(...args: string[]) {
    const child = spawn(process.execPath, [...nodeOptions, cli, ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    return follow(child);
  }

  /** Runs `npm start` as a terminal does: in its own process group. @param variables of the user's shell */
  async function npmStart(variables: Record<string, string> = {}) {
    await writeFile(join(root, "package.json"), JSON.stringify({ scripts: { start: "node scripts/start.mjs start" } }));
    await cp(join(repository, "package-lock.json"), join(root, "package-lock.json"));
    await cp(join(repository, "scripts"), join(root, "scripts"), { recursive: true });
    await symlink(join(repository, "packages"), join(root, "packages"), "dir");
    await describe();
    const child = spawn("npm", ["start"], {
      cwd: root,
      env: { ...env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    onTestFinished(() => killGroup(child.pid));
    return follow(child);
  }

  function follow(child: ChildProcess) {
    const said = { text: "" };
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (said.text += text));
    const exited = once(child, "close").then(([code, signal]) => ({ code, signal, text: said.text }));
    return { child, exited, ready };

    /** @returns helpers to use the system once it runs */
    async function ready() {
      await vi.waitUntil(() => said.text.includes("Ready in") || child.exitCode !== null, patience);
      if (child.exitCode !== null) throw new Error(said.text);
      const { addresses } = JSON.parse(await readFile(join(dataDir, "runtime.json"), "utf8"));
      const { text: read, ...notes } = notesOf({ addresses });
      return { ...notes, read, addresses, text: said.text };
    }
  }
}

/** A free port, followed by enough others. */
async function freeBase(): Promise<number> {
  const base = await claimPort(0);
  const offsets = Array.from({ length: partsFromBase }, (_, index) => index + 1);
  const others = await Promise.allSettled(offsets.map((offset) => claimPort(base + offset)));
  return others.every(({ status }) => status === "fulfilled") ? base : freeBase();
}

/** @returns those of the ports that something listens on, lowest first */
export async function listening(ports: Record<string, number>): Promise<number[]> {
  const all = Object.values(ports).sort((one, other) => one - other);
  const free = await Promise.all(all.map(isFree));
  return all.filter((_, index) => !free[index]);
}
