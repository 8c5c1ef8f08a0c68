// `npm run bench`: starts the product with data of its own, measures it and prints small tables; `npm run bench -- shopify`
// prints one of them. Compare the ratios, which come from one run on one machine; the absolute numbers are that machine's.
import { spawnSync } from "node:child_process";
import { openShop } from "@donut/testing/shop";
import { permissionRows } from "./permission-rows.ts";
import { print } from "./rows.ts";
import { shopRows } from "./shop-rows.ts";
import { shopifyRows } from "./shopify-rows.ts";
import { waitingRoomRows } from "./waiting-room-rows.ts";

const tables = { shop: shopRows, permissions: permissionRows, "waiting-room": waitingRoomRows, shopify: shopifyRows };

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in tables));
if (unknown.length > 0) {
  console.error(`There is no table ${unknown.join(", ")}: npm run bench -- [${Object.keys(tables).join(" | ")}]`);
  process.exit(2);
}
const [only, ...others] = names.length > 0 ? names : Object.keys(tables);
if (others.length === 0) await measure(only as keyof typeof tables);
// Each in a process of its own, which has not been used yet.
else for (const name of [only, ...others]) run(String(name));

async function measure(name: keyof typeof tables): Promise<void> {
  const shop = await openShop();
  try {
    print(await tables[name](shop));
  } finally {
    await shop.remove();
  }
}

function run(name: string): void {
  const { status } = spawnSync(process.execPath, [import.meta.filename, name], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
