// `npm run bench`: starts the product with its own data, measures it and prints small tables; `npm run bench --
// shopify` prints one of them. Absolute numbers depend on the machine. Ratios and sizes are compared with those of
// `bench.json`; `--keep` writes them there.
import { spawnSync } from "node:child_process";
import { openShop, type Shop } from "@donut/testing/shop";
import { coldStartRows } from "./cold-start.ts";
import { editRows } from "./edit-rows.ts";
import { idleRows } from "./idle-rows.ts";
import { keep } from "./kept-figures.ts";
import { permissionRows } from "./permission-rows.ts";
import { print, type Row } from "./rows.ts";
import { shopRows } from "./shop-rows.ts";
import { shopifyRows } from "./shopify-rows.ts";
import { waitingRoomRows } from "./waiting-room-rows.ts";

const tables = {
  shop: withShop(shopRows),
  permissions: withShop(permissionRows),
  "waiting-room": withShop(waitingRoomRows),
  shopify: withShop(shopifyRows),
  "cold-start": coldStartRows,
  edit: withShop(editRows),
  idle: withShop(idleRows),
};

const keeps = process.argv.includes("--keep");
const names = process.argv.slice(2).filter((name) => name !== "--keep");
const unknown = names.filter((name) => !(name in tables));
if (unknown.length > 0) {
  console.error(
    `There is no table ${unknown.join(", ")}: npm run bench -- [${Object.keys(tables).join(" | ")}] [--keep]`,
  );
  process.exit(2);
}
const [only, ...others] = names.length > 0 ? names : Object.keys(tables);
if (others.length === 0) await measure(only as keyof typeof tables);
// Each in a fresh process.
else for (const name of [only, ...others]) run(String(name));

async function measure(name: keyof typeof tables): Promise<void> {
  const rows = await tables[name]();
  print(rows);
  if (keeps) keep(rows.flatMap(({ figure }) => figure ?? []));
}

function withShop(rows: (shop: Shop) => Promise<Row[]>): () => Promise<Row[]> {
  return async () => {
    const shop = await openShop();
    try {
      return await rows(shop);
    } finally {
      await shop.remove();
    }
  };
}

function run(name: string): void {
  const { status } = spawnSync(process.execPath, [import.meta.filename, name, ...(keeps ? ["--keep"] : [])], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
