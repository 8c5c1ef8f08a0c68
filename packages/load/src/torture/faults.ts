import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import nodeOptions from "@donut/offline/node-options.json" with { type: "json" };
import { root, type Shop } from "@donut/testing/shop";
import { familyOf } from "../processes.ts";

export type Fault = (shop: Shop) => Promise<Outcome>;

export interface Outcome {
  /** When the fault was over, in ms since the epoch: from then on, the system should recover by itself. */
  overAt: number;
  /** A remark for the report; `impossible`: this machine does not allow it. */
  note?: string;
  impossible?: boolean;
}

const day = 24 * 3600;

/** By name; after each, the system is running, or should be. */
export const faults: Record<string, Fault> = {
  "kill -9 of the whole runtime": async (shop) => {
    await shop.kill();
    return startAgain(shop);
  },

  "kill -9 of DynamoDB's engine": async (shop) => {
    const [engine] = familyOf(shop.pid()).filter(isEngine);
    if (engine === undefined) return { overAt: Date.now(), impossible: true, note: "its process is not found here" };
    process.kill(engine, "SIGKILL");
    return { overAt: Date.now() };
  },

  "SIGTERM under load": async (shop) => {
    const asked = Date.now();
    await shop.stop();
    return { ...(await startAgain(shop)), note: `stopped in ${seconds(Date.now() - asked)} and started again` };
  },

  "a second start on the same data": async (shop) => {
    const second = spawn(
      process.execPath,
      [...nodeOptions, "packages/offline/src/cli.ts", "start", "--data-dir", shop.dataDir],
      {
        cwd: root,
        stdio: ["ignore", "ignore", "pipe"],
        env: {
          ...process.env,
          PORT: `${Number(new URL(shop.web).port) + 20}`,
          OFFLINE_PORT: `${Number(new URL(shop.web).port) + 21}`,
        },
      },
    );
    const told: string[] = [];
    second.stderr.on("data", (text) => told.push(String(text)));
    const [code] = await once(second, "exit");
    return { overAt: Date.now(), note: code === 0 ? "it was let in" : `refused: ${firstLine(told.join(""))}` };
  },

  "a weekend off": async (shop) => {
    await shop.kill();
    const database = new DatabaseSync(path.join(shop.dataDir, "dynamodb.sqlite"));
    const { changes } = database.prepare("UPDATE _stream_records SET created_at = created_at - ?").run(3 * day);
    database.close();
    return { ...(await startAgain(shop)), note: `${changes} stream records three days old` };
  },

  "a stream's place is damaged": (shop) => damage(shop, "streams/Outbox"),

  "the notes of what a deploy has run are damaged": (shop) => damage(shop, "invocations"),

  "disk full": async (shop) => {
    const ballast = path.join(shop.dataDir, "ballast");
    // Only if the data is on its own small disk.
    const [, size = "0"] = /(\d+)\s+\S+$/.exec(freeOf(shop.dataDir)) ?? [];
    const free = Number(size);
    if (free === 0 || free > 512 * 1024)
      return { overAt: Date.now(), impossible: true, note: "no small disk for the data: a tmpfs needs root" };
    spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=1M"], { stdio: "ignore" });
    await setTimeout(8_000);
    rmSync(ballast, { force: true });
    return { overAt: Date.now(), note: "for 8 s" };
  },
};

/** The system must either report which file is damaged, or go on without it. */
async function damage(shop: Shop, name: string): Promise<Outcome> {
  await shop.kill();
  const folder = path.join(shop.dataDir, path.dirname(name));
  const file = readdirSync(folder).find((one) => one.startsWith(path.basename(name)));
  if (file === undefined) return { ...(await startAgain(shop)), note: "there was no such file" };
  const full = path.join(folder, file);
  writeFileSync(full, readFileSync(full, "utf8").slice(0, 3));
  try {
    return { ...(await startAgain(shop)), note: "started without it" };
  } catch (error) {
    const named = String(error).includes(path.basename(file));
    rmSync(full);
    return { ...(await startAgain(shop)), note: named ? "refused with the file's name; removed" : "refused, UNNAMED" };
  }
}

async function startAgain(shop: Shop): Promise<Outcome> {
  const overAt = Date.now();
  await shop.start();
  return { overAt };
}

function isEngine(pid: number): boolean {
  try {
    return path.basename(readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "") === "dynoxide";
  } catch {
    return false;
  }
}

function freeOf(folder: string): string {
  const { stdout } = spawnSync("df", ["-k", "--output=target,avail", folder], { encoding: "utf8" });
  return (
    stdout
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/^(\S+)\s+(\d+)$/, "$2 $1") ?? ""
  );
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const firstLine = (text: string) => text.trim().split("\n")[0] ?? "";
