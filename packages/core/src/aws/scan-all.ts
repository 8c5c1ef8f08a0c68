import { paginateScan, type ScanCommandInput } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "./clients.ts";

type Item = Record<string, unknown>;

/** @returns every item of a scan. */
export async function scanAll(scan: ScanCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of scanPages(scan)) items.push(...page);
  return items;
}

/** Yields every item of a scan, page by page. A page is empty if the filter rejects all of its items. */
export async function* scanPages(scan: ScanCommandInput): AsyncGenerator<Item[]> {
  // A copy: the paginator writes its position into its input.
  for await (const { Items: items = [] } of paginateScan({ client: dynamodb }, { ...scan })) yield items;
}
