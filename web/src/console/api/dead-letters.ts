import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import type { DeadLetter, DeadLetterFilter, DeadLetterPage } from "./types.ts";
import { queueUrl, searchOf } from "./urls.ts";

const PAGE = 200;

/** The query key of everything about a queue's dead letters. */
export const deadLettersKey = (queue: string) => ["admin", "dead-letters", queue];

/**
 * The dead letters of a queue that match a filter, newest first, page after page. `first` is the cursor of the first
 * page. Not live: a list must not move while somebody selects in it.
 */
export const deadLettersQuery = (queue: string, filter: DeadLetterFilter, first: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...deadLettersKey(queue), "pages", filter, first],
    queryFn: ({ pageParam, signal }) =>
      call<DeadLetterPage>(
        `${queueUrl(queue)}/messages${searchOf({ ...filter, limit: PAGE, ...(pageParam && { cursor: pageParam }) })}`,
        { signal },
      ),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: "always",
    // A queue that is being scanned will have more to show in a moment.
    refetchInterval: ({ state: { data } }) =>
      data?.pages.length === 1 && data.pages[0]?.index?.indexing ? 1500 : false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

/** How many dead letters match a filter; when `seen` changes, the count is out of date. */
export const foundQuery = (queue: string, filter: DeadLetterFilter, seen: number | undefined) =>
  queryOptions({
    queryKey: [...deadLettersKey(queue), "found", filter, seen],
    queryFn: ({ signal }) =>
      call<DeadLetterPage>(`${queueUrl(queue)}/messages${searchOf({ ...filter, limit: 1, count: "true" })}`, {
        signal,
      }),
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });

export const deadLetterQuery = (queue: string, id: string) =>
  queryOptions({
    queryKey: [...deadLettersKey(queue), "one", id],
    queryFn: ({ signal }) =>
      call<{ message: DeadLetter }>(`${queueUrl(queue)}/messages/${encodeURIComponent(id)}`, { signal }),
    retry: false,
  });

/** Makes the server scan the queue again. */
export const lookThrough = (queue: string) =>
  call<DeadLetterPage>(`${queueUrl(queue)}/messages${searchOf({ limit: 1, refresh: "true" })}`, { timeout: 30_000 });

/** Every dead letter that matches a filter, read page by page. */
export async function readAllDeadLetters(
  queue: string,
  filter: DeadLetterFilter,
  signal?: AbortSignal,
): Promise<DeadLetter[]> {
  const deadLetters: DeadLetter[] = [];
  let cursor: string | undefined;
  do {
    const search = searchOf({ ...filter, limit: 500, ...(cursor && { cursor }) });
    const page = await call<DeadLetterPage>(`${queueUrl(queue)}/messages${search}`, { signal, timeout: 30_000 });
    deadLetters.push(...page.messages);
    cursor = page.next;
  } while (cursor !== undefined);
  return deadLetters;
}
