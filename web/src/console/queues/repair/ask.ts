import type { Chosen } from "../../api/repair.ts";
import type { DeadLetter } from "../../api/types.ts";

/** The operator's requested action, before it is confirmed. */
export type RepairAsk =
  | { kind: "redrive"; chosen: Chosen }
  | { kind: "edit"; deadLetter: DeadLetter }
  | { kind: "delete"; chosen: Chosen }
  | { kind: "purge" }
  | { kind: "send" };
