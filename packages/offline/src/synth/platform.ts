import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { withProcessLock } from "../process-lock.ts";
import { SynthError } from "./evaluation.ts";
import { sstVersion } from "./sst-version.ts";

/**
 * Makes sure that SST's components are in `.sst/platform`: 330 MB, installed once per SST version.
 *
 * @returns the folder
 * @throws SynthError with the end of the installer's output
 */
export async function installPlatform(root: string, onProgress: (line: string) => void): Promise<string> {
  const platform = path.join(root, ".sst/platform");
  const version = await sstVersion(root);
  const unfinished = path.join(root, ".sst/platform-unfinished");

  await mkdir(path.dirname(platform), { recursive: true });
  await withProcessLock(path.join(root, ".sst/platform.lock"), async () => {
    if (await isInstalled()) return;
    onProgress(`Installing the components of SST ${version} (once, about a minute) …`);
    const started = performance.now();
    await mkdir(unfinished, { recursive: true });
    await runInstaller(root, unfinished);
    if (!(await isComplete())) {
      throw new SynthError("SST's components were not installed. Remove the folder .sst and try again.");
    }
    await rm(unfinished, { recursive: true });
    onProgress(`Installed the components of SST in ${Math.round((performance.now() - started) / 1000)} s.`);
  });
  return platform;

  async function isInstalled(): Promise<boolean> {
    return !existsSync(unfinished) && (await isComplete());
  }

  async function isComplete(): Promise<boolean> {
    const installed = await readFile(path.join(platform, "version"), "utf8").catch(() => undefined);
    const packages = ["@pulumi/pulumi", "@pulumi/aws"].map((it) => path.join(platform, "node_modules", it));
    return installed?.trim() === version && packages.every((it) => existsSync(it));
  }
}

/** @param logs the folder of SST's log */
async function runInstaller(root: string, logs: string): Promise<void> {
  const child = spawn(path.join(root, "node_modules/.bin/sst"), ["install", "--stage", "offline", "--print-logs"], {
    cwd: root,
    // Without the first, SST would download Pulumi; without the second, Bun.
    env: {
      ...process.env,
      SST_SKIP_DEPENDENCY_CHECK: "true",
      SST_NO_BUN: "true",
      SST_TELEMETRY_DISABLED: "1",
      TMPDIR: logs,
    },
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    output += text;
  });
  const code = await new Promise<number | null>((closed, failed) => child.on("close", closed).on("error", failed));
  if (code === 0) return;
  throw new SynthError(
    `SST's components could not be installed (exit code ${code}). Is the npm registry reachable?\n${causeIn(output)}`,
  );
}

/** The first lines of the error in SST's log, if it contains one; otherwise the log's end. */
function causeIn(log: string): string {
  const quoted = [...log.matchAll(/level=ERROR .*\berr=("(?:[^"\\]|\\.)*")/g)].at(-1)?.[1];
  if (!quoted) return log.trim().split("\n").slice(-10).join("\n");
  return (JSON.parse(quoted) as string).split("\n").slice(0, 8).join("\n");
}
