import { textOf } from "../shared/search.ts";
import { columns, type Sorting } from "./arrange.ts";

/** The view of the list of queues. */
export interface QueuesSearch {
  q?: string;
  /** Only queues that somebody should look at. */
  only?: "sick";
  /** A column, with a minus before it if the highest come first. */
  sort?: string;
}

export function validateQueuesSearch(search: Record<string, unknown>): QueuesSearch {
  const { sort } = textOf("sort", search);
  return {
    ...textOf("q", search),
    ...(search.only === "sick" && { only: "sick" }),
    ...(sort && sortingOf(sort) && { sort }),
  };
}

export function sortingOf(sort: string | undefined): Sorting | undefined {
  const column = columns.find((it) => it === sort?.replace(/^-/, ""));
  return column && { column, descending: sort?.startsWith("-") ?? false };
}

export function sortText({ column, descending }: Sorting): string {
  return `${descending ? "-" : ""}${column}`;
}
