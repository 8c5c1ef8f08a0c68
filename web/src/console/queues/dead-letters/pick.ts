import type { Chosen } from "../../api/repair.ts";
import type { DeadLetterFilter } from "../../api/types.ts";
import { isFiltered } from "./search.ts";

/** The most that fit into an address. A filter can select more. */
export const MOST_PICKED = 250;

/** The selection: nothing, everything that matches the filter, or these. */
export type Pick = { which: "none" } | { which: "all" } | { which: "some"; ids: ReadonlySet<string> };

export function readPick(text: string | undefined): Pick {
  if (!text) return { which: "none" };
  if (text === "all") return { which: "all" };
  return { which: "some", ids: new Set(text.split(",").filter(Boolean)) };
}

export function writePick(pick: Pick): string | undefined {
  if (pick.which === "all") return "all";
  return pick.which === "some" && pick.ids.size > 0 ? [...pick.ids].join(",") : undefined;
}

export function isPicked(pick: Pick, id: string): boolean {
  return pick.which === "all" || (pick.which === "some" && pick.ids.has(id));
}

/**
 * The pick without what is no longer there.
 *
 * @param present all ids that can be picked, if they are known
 */
export function stillThere(pick: Pick, present: ReadonlySet<string> | undefined): Pick {
  if (present === undefined || pick.which === "none") return pick;
  if (pick.which === "all") return present.size > 0 ? pick : { which: "none" };
  const ids = new Set([...pick.ids].filter((id) => present.has(id)));
  return ids.size > 0 ? { which: "some", ids } : { which: "none" };
}

/**
 * The pick with these ids added or, if `wanted` is false, taken away. Removing one from "all" leaves the others of
 * `shown`. At most `MOST_PICKED` are kept.
 */
export function withPicked(pick: Pick, ids: string[], wanted: boolean, shown: string[]): Pick {
  if (pick.which === "all" && wanted) return pick;
  const before = pick.which === "all" ? shown : pick.which === "some" ? [...pick.ids] : [];
  const changed = new Set(ids);
  const next = wanted ? [...before, ...ids] : before.filter((id) => !changed.has(id));
  const kept = new Set([...new Set(next)].slice(0, MOST_PICKED));
  return kept.size === 0 ? { which: "none" } : { which: "some", ids: kept };
}

/** Whether it is less than the whole queue. */
export function isSome({ messageIds, filter }: Chosen): boolean {
  return messageIds !== undefined || filter !== undefined;
}

/** The selection in the API's form; an empty one means everything that matches the filter. */
export function chosenOf(pick: Pick, filter: DeadLetterFilter): Chosen {
  if (pick.which === "some") return { messageIds: [...pick.ids] };
  return isFiltered(filter) ? { filter } : {};
}
