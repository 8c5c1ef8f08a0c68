import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { deadLettersQuery, lookThrough } from "../../api/dead-letters.ts";
import type { DeadLetterFilter, DeadLetterPage } from "../../api/types.ts";
import { usePaused } from "../../live/pause.ts";
import { sayFailed } from "../../shared/say.tsx";
import { isFiltered } from "./search.ts";

/**
 * The loaded dead letters of a queue that match the filter. `total` is the queue's current count: when it changes while
 * only the first page is loaded, that page is read again; further down the list stays as it is, and `outdated` is set.
 */
export function useDeadLetters(
  queue: string,
  filter: DeadLetterFilter,
  after: string | undefined,
  total: number | undefined,
) {
  const client = useQueryClient();
  const paused = usePaused();
  const key = JSON.stringify([queue, filter]);
  const [start, setStart] = useState({ key, after });
  if (start.key !== key) setStart({ key, after: undefined });
  const first = start.key === key ? start.after : undefined;
  const options = deadLettersQuery(queue, filter, first);
  const query = useInfiniteQuery(options);
  const { data, dataUpdatedAt, isFetching, isError, hasNextPage, refetch, fetchNextPage } = query;

  const [seen, setSeen] = useState({ at: 0, total });
  if (seen.at !== dataUpdatedAt || (seen.total === undefined && total !== undefined)) {
    setSeen({ at: dataUpdatedAt, total });
  }
  const outdated = total !== undefined && seen.total !== undefined && seen.total !== total;
  const short = (data?.pages.length ?? 0) <= 1 && first === undefined;
  const renew = outdated && short && !paused && !isFetching;
  useEffect(() => {
    if (renew) void refetch();
  }, [renew, refetch]);

  const rows = useMemo(() => data?.pages.flatMap(({ messages }) => messages) ?? [], [data]);
  // A page may be empty although later ones are not: the server scans a limited number at a time.
  const searching = rows.length === 0 && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (searching) void fetchNextPage();
  }, [searching, fetchNextPage]);

  const index = data?.pages.at(-1)?.index ?? data?.pages[0]?.index;
  // What is picked may be outside the filter, or further down the list.
  const complete = query.isSuccess && !hasNextPage && first === undefined && !index?.indexing && !isFiltered(filter);
  const present = useMemo(() => (complete ? new Set(rows.map(({ id }) => id)) : undefined), [complete, rows]);

  return {
    ...query,
    rows,
    /** The ids of all dead letters of the queue, if the list has them all. */
    present,
    first,
    outdated: outdated && !renew,
    index,
    note: data?.pages[0]?.note,
    /** Starts again with the newest, after the server has scanned the queue. */
    lookAgain: async () => {
      await lookThrough(queue).catch(sayFailed);
      setStart({ key, after: undefined });
      client.setQueryData(deadLettersQuery(queue, filter, undefined).queryKey, firstPage);
      await client.invalidateQueries({ queryKey: deadLettersQuery(queue, filter, undefined).queryKey });
    },
  };
}

export type DeadLetters = ReturnType<typeof useDeadLetters>;

type Pages = InfiniteData<DeadLetterPage, unknown>;

function firstPage(data: Pages | undefined): Pages | undefined {
  return data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
}

/** The cursor of the page that contains the dead letter at `index`. */
export function pageOf(data: Pages | undefined, index: number): string | undefined {
  let before = 0;
  for (const [number, { messages }] of data?.pages.entries() ?? []) {
    before += messages.length;
    const cursor = data?.pageParams[number];
    if (index < before) return typeof cursor === "string" ? cursor : undefined;
  }
  return undefined;
}
