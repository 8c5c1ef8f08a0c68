import type { DeadLetterFilter } from "../api/types.ts";
import { textOf } from "../shell/search.ts";

/** What is shown of a queue's messages, and what is chosen among them. */
export interface DeadLettersSearch extends DeadLetterFilter {
  /** The id of the message that is open. */
  message?: string;
  /** Ids of the chosen messages with commas between, or `all` for all that pass the filter. */
  pick?: string;
  /** Cursor of the page that the list begins with. */
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
