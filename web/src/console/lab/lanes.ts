import { type Group, type GroupedRecord, groups } from "./api.ts";

export interface Lane {
  group: Group;
  /** In the order in which they were sent; the oldest first. */
  messages: GroupedRecord[];
  /** The one that a consumer is working on. */
  working: GroupedRecord | undefined;
  /** How many wait behind it. */
  waiting: number;
}

/** Work that lasts this long, in seconds, holds its group up noticeably. */
const slowSeconds = 5;
const shown = 14;

/** @param newestFirst as the API lists them */
export function lanesOf(newestFirst: GroupedRecord[]): Lane[] {
  return groups.map((group) => {
    const messages = newestFirst
      .filter((it) => it.group === group)
      .slice(0, shown)
      .reverse();
    return {
      group,
      messages,
      working: messages.find(({ startedAt, finishedAt }) => startedAt && !finishedAt),
      waiting: messages.filter(({ startedAt }) => !startedAt).length,
    };
  });
}

/** The group that stands behind a slow message, if one does. */
export function heldUp(lanes: Lane[]): Group | undefined {
  return lanes.find(({ working, waiting }) => working && working.workSeconds >= slowSeconds && waiting > 0)?.group;
}
