import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";

const longestCommand = 70;

/**
 * @returns which process listens on the port, as `command (process id)`; undefined if the operating system does not
 * say.
 */
export async function portOwner(port: number): Promise<string | undefined> {
  const pid = process.platform === "linux" ? await linuxListener(port) : await listener(port);
  if (pid === undefined) return undefined;
  const command = (await commandOf(pid)) || "a program";
  const short = command.length > longestCommand ? `${command.slice(0, longestCommand)}…` : command;
  return `${short} (process ${pid})`;
}

/** Minimal Linux systems have no tool for this. Other users' processes cannot be seen. */
async function linuxListener(port: number): Promise<string | undefined> {
  const inode = (await listeningInodes(port))[0];
  if (inode === undefined) return undefined;
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const owners = await Promise.all(
    pids.map(async (pid) => {
      const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
      const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => "")));
      return links.includes(`socket:[${inode}]`) ? [pid] : [];
    }),
  );
  return owners.flat()[0];
}

/** https://docs.kernel.org/networking/proc_net_tcp.html: state 0A is listening, the tenth field is the inode. */
async function listeningInodes(port: number): Promise<string[]> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/net/${name}`, "utf8").catch(() => "")),
  );
  return tables
    .flatMap((table) => table.split("\n").map((line) => line.trim().split(/\s+/)))
    .filter(([, local = "", , state]) => local.endsWith(suffix) && state === "0A")
    .map((fields) => fields[9] ?? "");
}

async function listener(port: number): Promise<string | undefined> {
  return /^p(\d+)/m.exec(await output("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fp"]))?.[1];
}

async function commandOf(pid: string): Promise<string> {
  if (process.platform !== "linux") return (await output("ps", ["-o", "args=", "-p", pid])).trim();
  return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ").trim();
}

/** @returns what the command prints; an empty result when it fails or does not exist here */
function output(command: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 2_000 }, (_error, stdout) => resolve(stdout));
  });
}
