import type { DeadLetterFilter } from "../../api/types.ts";
import { type RangeSearch, rangeOf } from "../../numbers/range.ts";
import { textOf } from "../../shared/search.ts";

/** The view of a queue's messages, and the selection in it. */
export interface DeadLettersSearch extends DeadLetterFilter, RangeSearch {
  /** The id of the message that is open. */
  message?: string;
  /** Ids of the selected messages, separated by commas, or `all` for everything that matches the filter. */
  pick?: string;
  /** Cursor of the list's first page. */
  after?: string;
}

export function validateDeadLettersSearch(search: Record<string, unknown>): DeadLettersSearch {
  return {
    ...textOf("q", search),
    ...textOf("error", search),
    ...textOf("type", search),
    ...textOf("sourceQueue", search),
    ...textOf("correlationId", search),
    ...textOf("message", search),
    ...textOf("pick", search),
    ...textOf("after", search),
    ...rangeOf(search),
  };
}

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
