import { logStreamAt } from "../lambda/log-names.ts";

/** A line that a function has written. */
export interface LoggedLine {
  /** Milliseconds since the epoch. */
  at: number;
  text: string;
}

export interface LogEvent extends LoggedLine {
  /** Ids sort like the events: by time, and those of a millisecond in the order in which they were written. */
  id: string;
  stream: string;
}

/** @param lines of the functions that share a group, each oldest first */
export function eventsOf(lines: LoggedLine[][]): LogEvent[] {
  let at = 0;
  let place = 0;
  return lines
    .flat()
    .sort((one, other) => one.at - other.at)
    .map((line) => {
      place = line.at === at ? place + 1 : 0;
      at = line.at;
      const id = `${String(at).padStart(20, "0")}${String(place).padStart(36, "0")}`;
      return { ...line, id, stream: logStreamAt(new Date(at)) };
    });
}
