import type { Shop } from "@donut/testing/shop";
import { familyOf, residentMb } from "./processes.ts";
import type { Row } from "./rows.ts";

/** The resident memory of the runtime and everything it started. */
export function memory(what: string, shop: Shop, aim: string): Row {
  const mb = familyOf(shop.pid()).reduce((sum, pid) => sum + residentMb(pid), 0);
  return { what, value: `${mb.toFixed(0)} MB`, aim, figure: { name: `${what}, MB`, value: mb } };
}
