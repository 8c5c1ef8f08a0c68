import { paginateQuery, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { inParts } from "../parts.ts";
import { dynamodb } from "./clients.ts";

type Item = Record<string, unknown>;

export interface PageQuery {
  query: Omit<QueryCommandInput, "ExclusiveStartKey" | "Limit">;
  limit: number;
  /** The `next` of the previous page. */
  cursor?: string | undefined;
  /** The hash key's name and value, the same for every position in the list. */
  partition: Record<string, string>;
  /** Names of the other key attributes of a position: those of the index and of the table. */
  position: string[];
}

export type Page = { status: "page"; items: Item[]; next?: string } | { status: "bad-cursor" };

// A sort key has at most 1,024 bytes, and a character of ours takes up to three.
const longestKey = 340;
const examinedAtOnce = 1_000;
const patienceMs = 2_000;
// A Lambda response is limited to 6 MB, and the answer is JSON encoded as a string within JSON.
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const mostBytes = 5_000_000;

/**
 * Reads up to `limit` items of a query, but no more than fit in one response, even if its filter rejects most items. It
 * stops after two seconds with what it has found; `next` continues from there.
 */
export async function queryPage({ query, limit, cursor, partition, position }: PageQuery): Promise<Page> {
  const first = cursor === undefined ? undefined : decodeCursor(cursor, positionSchema(partition, position));
  if (first?.success === false) return { status: "bad-cursor" };
  const items: Item[] = [];
  const giveUpAt = Date.now() + patienceMs;
  let start: Item | undefined = first?.data;
  let bytes = 0;
  do {
    const page = await dynamodb.send(
      new QueryCommand({
        ...query,
        Limit: query.FilterExpression === undefined ? limit + 1 - items.length : examinedAtOnce,
        ExclusiveStartKey: start,
      }),
    );
    items.push(...(page.Items ?? []));
    bytes += sum((page.Items ?? []).map(answeredBytes));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && items.length <= limit && bytes <= mostBytes && Date.now() < giveUpAt);
  const [shown = []] = inParts(items, limit, mostBytes, answeredBytes);
  const last = shown.length < items.length ? shown.at(-1) : undefined;
  const next = last ? positionOf(last, partition, position) : start;
  return { status: "page", items: shown, ...(next && { next: encodeCursor(next) }) };
}

/** @returns every item of a query. */
export async function queryAll(query: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of queryPages(query)) items.push(...page);
  return items;
}

/** Yields every item of a query, page by page. A page is empty if the filter rejects all of its items. */
export async function* queryPages(query: QueryCommandInput): AsyncGenerator<Item[]> {
  // A copy: the paginator writes its position into its input.
  for await (const { Items: items = [] } of paginateQuery({ client: dynamodb }, { ...query })) yield items;
}

function answeredBytes(item: Item): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(item)));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function positionOf(item: Item, partition: Record<string, string>, position: string[]): Item {
  return { ...partition, ...Object.fromEntries(position.map((name) => [name, item[name]])) };
}

function positionSchema(partition: Record<string, string>, position: string[]) {
  return z.strictObject({
    ...Object.fromEntries(Object.entries(partition).map(([name, value]) => [name, z.literal(value)])),
    ...Object.fromEntries(position.map((name) => [name, z.string().min(1).max(longestKey)])),
  });
}
