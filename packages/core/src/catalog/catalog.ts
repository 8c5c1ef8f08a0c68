import { Resource } from "sst";
import * as z from "zod";
import { scanAll } from "../aws/scan-all.ts";
import { recent } from "../recent.ts";
import { donuts } from "./donuts.ts";
import { type Product, product } from "./product.ts";

export type Catalog = ReadonlyMap<string, Product>;

const freshForMs = 5_000;

/** @returns every product by id, in the shop's order; at most 5 s old, or as many ms as given */
export const readCatalog = /* @__PURE__ */ recent(freshForMs, scan);

async function scan(): Promise<Catalog> {
  const found = z.array(product).parse(await scanAll({ TableName: Resource.ProductTable.name }));
  const order = new Map(donuts.map(({ id }, index) => [id, index]));
  const rank = ({ id }: Product) => order.get(id) ?? order.size;
  found.sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
  return new Map(found.map((item) => [item.id, item]));
}
