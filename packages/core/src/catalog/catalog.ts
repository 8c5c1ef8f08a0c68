import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { recent } from "../recent.ts";
import { donuts } from "./donuts.ts";
import { type Product, product } from "./product.ts";

export type Catalog = ReadonlyMap<string, Product>;

const freshForMs = 5_000;

/** @returns every product by id, in the shop's order; at most 5 s old, or as many ms as given */
export const readCatalog = recent(freshForMs, scan);

async function scan(): Promise<Catalog> {
  const found = new Map<string, Product>();
  let start: Record<string, unknown> | undefined;
  do {
    const page = await dynamodb.send(
      new ScanCommand({ TableName: Resource.ProductTable.name, ExclusiveStartKey: start }),
    );
    for (const item of z.array(product).parse(page.Items ?? [])) found.set(item.id, item);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  const order = new Map(donuts.map(({ id }, index) => [id, index]));
  const rank = ({ id }: Product) => order.get(id) ?? order.size;
  return new Map(
    [...found.values()].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id)).map((item) => [item.id, item]),
  );
}
