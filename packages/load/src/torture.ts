// `npm run torture`: a system under mixed load is killed, starved, damaged and switched off, one fault after another in
// random order, and must then be as if nothing had happened. Time-limited (`--minutes 10`); `--only "disk full"` picks
// one fault, `--seed 7` repeats an order. Prints the table of docs/reliability.md; exit code 1 if anything is wrong.
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openShop, type Shop, until } from "@donut/testing/shop";
import { adminStock, factoryBehaves, queues } from "@donut/testing/shop-calls";
import { faults, seconds } from "./torture/faults.ts";
import { isWaiting, type Verdict, verdictOf } from "./torture/invariants.ts";
import { type MixedLoad, mixedLoad, purge, redrive } from "./torture/load.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
    customers: { type: "string", default: "6" },
    only: { type: "string" },
  },
});
const random = randomFrom(Number(values.seed));
const endAt = Date.now() + Number(values.minutes) * 60_000;
const chosen = Object.keys(faults).filter((name) => values.only === undefined || name === values.only);
/** Counted from the end of a fault. */
const longestRecoveryMs = 60_000;
const settleMs = 120_000;

interface Round {
  fault: string;
  recoveredMs?: number;
  note?: string;
}

const disk = smallDisk();
try {
  process.exitCode = (await torture()) ? 0 : 1;
} finally {
  disk?.remove();
}

async function torture(): Promise<boolean> {
  const shop = await openShop(disk && { TMPDIR: disk.folder });
  try {
    await factoryBehaves(shop, { productionSeconds: 1 });
    const initial = new Map((await adminStock(shop)).map((it) => [it.productId, it.available]));
    const load = await mixedLoad(shop, Number(values.customers));
    const rounds: Round[] = [];
    let left: string[] = [];
    // Each fault at least once, then for as long as there is time.
    for (let n = 0; n < chosen.length || (values.only === undefined && Date.now() < endAt - settleMs); n++) {
      if (left.length === 0) left = shuffled(chosen);
      const fault = left.pop() ?? "";
      await setTimeout(2_000 + random() * 6_000);
      rounds.push(await suffer(shop, load, fault));
      console.error(`${fault}: ${JSON.stringify(rounds.at(-1))}`);
    }
    const ended = Date.now();
    await load.end();
    await atRest(shop);
    const emptyMs = Date.now() - ended;
    const verdict = await verdictOf(shop, load.tried, initial);
    print(rounds, verdict, emptyMs);
    return isWell(rounds, verdict);
  } finally {
    await shop.remove();
  }
}

async function suffer(shop: Shop, load: MixedLoad, fault: string): Promise<Round> {
  const outcome = await faults[fault]?.(shop);
  if (outcome === undefined || outcome.impossible) return { fault, ...(outcome?.note && { note: outcome.note }) };
  await until(async () => Number.isFinite(load.takenAfter(outcome.overAt)), longestRecoveryMs).catch(() => {});
  const recoveredMs = load.takenAfter(outcome.overAt) - outcome.overAt;
  return { fault, recoveredMs, ...(outcome.note && { note: outcome.note }) };
}

/** Repairs what was broken on purpose, as operators do; then everything must settle by itself. */
async function atRest(shop: Shop): Promise<void> {
  await until(async () => {
    const waiting = (await queues(shop)).filter(isWaiting);
    for (const { name } of waiting.filter((queue) => queue.name.endsWith("Dlq"))) {
      const isUseless = name.startsWith("Outbox") || name === "OverdueQueueDlq";
      await (isUseless ? purge(shop, name) : redrive(shop, name)).catch(() => {});
    }
    return waiting.length === 0 && (await adminStock(shop)).every(({ shortage }) => shortage === undefined);
  }, settleMs).catch(() => {});
}

function isWell(rounds: Round[], { lost, doubled, oversold, stuck }: Verdict): boolean {
  const recovered = rounds.every(({ recoveredMs = 0 }) => Number.isFinite(recoveredMs));
  return recovered && [lost, doubled, oversold, stuck].every((list) => list.length === 0);
}

function print(rounds: Round[], verdict: Verdict, emptyMs: number): void {
  console.log("| Fault | times | seconds until the next order is taken | |\n|---|---|---|---|");
  for (const [fault, all] of Map.groupBy(rounds, (round) => round.fault)) {
    const took = all.flatMap(({ recoveredMs }) => (recoveredMs === undefined ? [] : [recoveredMs]));
    const range =
      took.length === 0
        ? "not possible here"
        : [...new Set([Math.min(...took), Math.max(...took)])].map(seconds).join(" to ");
    console.log(`| ${fault} | ${all.length} | ${range} | ${all.find(({ note }) => note)?.note ?? ""} |`);
  }
  const { tried, sold, lost, doubled, oversold, stuck } = verdict;
  console.log(
    `\nTried ${tried} orders, ${sold} sold; lost ${lost.length}, doubled ${doubled.length}, oversold ${oversold.length}, ` +
      `stuck ${stuck.length}. Every queue empty and no shortage open ${seconds(emptyMs)} after the last fault. Seed ${values.seed}.`,
  );
  for (const what of [...lost, ...doubled, ...oversold, ...stuck].slice(0, 50)) console.log(`- ${what}`);
}

/** A disk of 400 MB for the data, if this process is allowed to create one. */
function smallDisk(): { folder: string; remove(): void } | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "donut-states-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=400m", "tmpfs", folder], { stdio: "ignore" });
  if (status !== 0) return undefined;
  process.env.TMPDIR = folder;
  return { folder, remove: () => void spawnSync("umount", ["-l", folder], { stdio: "ignore" }) };
}

function shuffled(names: string[]): string[] {
  return names
    .map((name) => ({ name, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
