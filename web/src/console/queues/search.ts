import * as z from "zod";
import { search } from "../shared/search.ts";
import { columns, type Sorting } from "./arrange.ts";

/** The view of the list of queues. */
export const queuesSearch = z.object({
  q: search.text,
  /** Only queues that somebody should look at. */
  only: search.oneOf(["sick"]),
  /** A column, with a minus before it if the highest come first. */
  sort: search.oneOf(columns.flatMap((column) => [column, `-${column}`])),
});

export type QueuesSearch = z.infer<typeof queuesSearch>;

export function sortingOf(sort: string | undefined): Sorting | undefined {
  const column = columns.find((it) => it === sort?.replace(/^-/, ""));
  return column && { column, descending: sort?.startsWith("-") ?? false };
}

export function sortText({ column, descending }: Sorting): string {
  return `${descending ? "-" : ""}${column}`;
}
