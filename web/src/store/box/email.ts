import { persisted } from "../../ui/persisted.ts";

/** The customer's address on this device; asked for once. */
export const knownEmail = persisted<string>("donut.email", (stored) => (typeof stored === "string" ? stored : ""));
