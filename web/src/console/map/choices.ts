import { persisted } from "../../ui/persisted.ts";

export type Choice = "open" | "closed";

/** Lines that somebody has opened or closed; the others open where there is trouble. */
export const choices = persisted<Record<string, Choice>>("donut.map-lines", (stored) => {
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, it]) => it === "open" || it === "closed"));
});
