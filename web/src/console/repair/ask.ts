import type { Chosen } from "../api/repair.ts";
import type { DeadLetter } from "../api/types.ts";

/** What the operator wants to do, before it is confirmed. */
export type RepairAsk =
  | { kind: "redrive"; chosen: Chosen }
  | { kind: "edit"; deadLetter: DeadLetter }
  | { kind: "delete"; chosen: Chosen }
  | { kind: "purge" }
  | { kind: "send" };
