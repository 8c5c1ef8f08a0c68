import { useConsoleMessages } from "../messages/index.ts";
import type { Part } from "./part.ts";

/** What the part is, in one line. */
export function Lesson({ part }: { part: Part }) {
  const { teach } = useConsoleMessages().panel;
  switch (part.kind) {
    case "siding":
      return teach.siding(part.source.maxReceiveCount, part.source.name);
    case "undelivered":
      return teach.undelivered(part.topic);
    default:
      return teach[part.kind];
  }
}
