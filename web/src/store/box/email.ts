import { persisted } from "../../ui/persisted.ts";

/** Who orders on this device; asked once. */
export const knownEmail = persisted<string>("donut.email", (stored) => (typeof stored === "string" ? stored : ""));
