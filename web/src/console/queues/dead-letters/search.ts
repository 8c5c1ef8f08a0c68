import type * as z from "zod";
import type { DeadLetterFilter } from "../../api/types.ts";
import { rangeSearch } from "../../numbers/range.ts";
import { search } from "../../shared/search.ts";

/** The view of a queue's messages, and the selection in it. */
export const deadLettersSearch = rangeSearch.extend({
  q: search.text,
  error: search.text,
  type: search.text,
  sourceQueue: search.text,
  correlationId: search.text,
  /** The id of the message that is open. */
  message: search.text,
  /** Ids of the selected messages, separated by commas, or `all` for everything that matches the filter. */
  pick: search.text,
  /** Cursor of the list's first page. */
  after: search.text,
});

export type DeadLettersSearch = z.infer<typeof deadLettersSearch>;

export function filterOf({ q, error, type, sourceQueue, correlationId }: DeadLettersSearch): DeadLetterFilter {
  return {
    ...(q && { q }),
    ...(error && { error }),
    ...(type && { type }),
    ...(sourceQueue && { sourceQueue }),
    ...(correlationId && { correlationId }),
  };
}

export const isFiltered = (filter: DeadLetterFilter) => Object.keys(filter).length > 0;
