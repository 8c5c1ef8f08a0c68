import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { compileCacheDir } from "@donut/offline/compile-cache";
import { isFree, portRange } from "@donut/offline/engines/ports";
import { isRefusal } from "@donut/offline/iam/refusal";
import nodeOptions from "@donut/offline/node-options.json" with { type: "json" };
import { partsFromBase } from "@donut/offline/runtime/ports";

export const root = path.resolve(import.meta.dirname, "../../..");

/** A whole running product with its own ports and data, for one test. */
export interface Shop {
  web: string;
  sales: string;
  factory: string;
  marketing: string;
  /** The URL that Shopify's webhooks are sent to. */
  shopify: string;
  admin: string;
  /** Where the mails it has sent can be read. */
  inbox: string;
  /** URL of the push service that replaces those of browsers. */
  push: string;
  /** URL where people sign in. */
  issuer: string;
  dataDir: string;
  /** URL of the database engine itself, which may change after a restart. */
  readonly databaseUrl: string;
  /** Process id of the runtime's main process. */
  pid(): number;
  /** Kills the whole runtime at once, as a power cut would. */
  kill(): Promise<void>;
  /** Shuts it down cleanly. */
  stop(): Promise<void>;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  /** Stops it and removes its data. Throws if a function lacked a permission. */
  remove(): Promise<void>;
}

/** Starts the product as `npm start` does, with further environment variables if given, and waits until it sells. */
export async function openShop(variables: Record<string, string> = {}): Promise<Shop> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "donut-states-shop-"));
  const port = await ownPorts();
  const builds = keptBuilds(port);
  await copyOf(builds, path.join(dataDir, "sites"));
  const at = (name: string) => `http://localhost:${port + 1}/${name}`;
  let child: ChildProcess | undefined;
  let ending = false;
  let databaseUrl = "";

  const start = async () => {
    child = spawn(
      path.join(root, "node_modules/node/bin/node"),
      [...nodeOptions, "packages/offline/src/cli.ts", "start", "--data-dir", dataDir],
      {
        cwd: root,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          NODE_COMPILE_CACHE: compileCacheDir,
          ...variables,
          PORT: `${port}`,
          OFFLINE_PORT: `${port + 1}`,
        },
      },
    );
    const said: string[] = [];
    child.stdout?.on("data", (text) => said.push(String(text)));
    child.stderr?.on("data", (text) => said.push(String(text)));
    const started = child;
    ending = false;
    started.once("exit", (code, signal) => {
      if (!ending) process.stderr.write(`The product ended by itself (${code ?? signal}):\n${said.join("")}\n`);
    });
    await until(async () => {
      if (started.exitCode !== null) throw new Error(`The product did not start:\n${said.join("")}`);
      const answers = await Promise.all([fetch(`${at("sales")}/products`), fetch(`http://localhost:${port}`)]).catch(
        () => [],
      );
      const { addresses } = await announcementIn(dataDir);
      databaseUrl = addresses?.databaseEngine ?? "";
      return answers.length === 2 && answers.every((it) => it.ok) && databaseUrl !== "";
    }, 300_000).catch((error) => {
      throw new Error(`${error.message}\n${said.join("")}`);
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    ending = true;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  const stop = () => end("SIGTERM");

  await start();
  return {
    web: `http://localhost:${port}`,
    sales: at("sales"),
    factory: at("factory"),
    marketing: at("marketing"),
    shopify: at("shopify"),
    admin: at("admin"),
    inbox: `http://localhost:${port + 4}`,
    push: `http://localhost:${port + 8}`,
    issuer: `http://localhost:${port + 5}`,
    dataDir,
    get databaseUrl() {
      return databaseUrl;
    },
    pid: () => child?.pid ?? 0,
    kill: () => end("SIGKILL"),
    stop,
    start,
    remove: async () => {
      await stop();
      const refusals = await refusalsIn(path.join(dataDir, "logs"));
      await copyOf(path.join(dataDir, "sites"), builds);
      await rm(dataDir, { recursive: true, force: true });
      if (refusals.length > 0) throw new Error(`Rights are missing:\n${refusals.join("\n")}`);
    },
  };
}

/** @returns what the runtime announces about itself; nothing while the file is being written */
async function announcementIn(dataDir: string): Promise<{ addresses?: { databaseEngine?: string } }> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, "runtime.json"), "utf8"));
  } catch {
    return {};
  }
}

/** @returns forbidden actions that functions tried; each line of a log begins with its time and its invocation */
async function refusalsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n")).map((line) => line.replace(/^\S+ \S+ /, ""));
  return lines.filter(isRefusal);
}

/** Polls until `condition` holds; fails after `timeoutMs`. */
export async function until(condition: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`This did not come true within ${timeoutMs / 1000} s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const portsOfShop = partsFromBase + 1;
/** A test that opens a second shop while the first one runs gets other ports. */
const shopsOfWorker = 4;

/**
 * A worker's shops follow each other on the same ports if nothing else is there: the web knows the others by their
 * addresses, so it need not be built again.
 *
 * @returns the first of neighbouring ports that are all free
 */
async function ownPorts(): Promise<number> {
  const worker = process.env.TEST_PARALLEL_INDEX;
  if (worker === undefined) return anyPorts();
  for (let nth = 0; nth < shopsOfWorker; nth++) {
    const first = portRange.from + (Number(worker) * shopsOfWorker + nth) * portsOfShop;
    if (await areFree(first)) return first;
  }
  return anyPorts();
}

async function anyPorts(): Promise<number> {
  const first = randomInt(portRange.from, portRange.to - portsOfShop);
  return (await areFree(first)) ? first : anyPorts();
}

async function areFree(first: number): Promise<boolean> {
  const free = await Promise.all(Array.from({ length: portsOfShop }, (_, i) => isFree(first + i)));
  return free.every(Boolean);
}

/** The runtime itself finds out whether a kept build is the current one. */
const keptBuilds = (port: number) =>
  process.env.KEPT_BUILDS === undefined ? undefined : path.join(process.env.KEPT_BUILDS, `${port}`);

async function copyOf(from: string | undefined, to: string | undefined): Promise<void> {
  if (from === undefined || to === undefined || !existsSync(from)) return;
  await cp(from, to, { recursive: true });
}
