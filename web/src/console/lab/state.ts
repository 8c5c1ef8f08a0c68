import type { LabRecord, LabSettings } from "./api.ts";

/** Tries of a message before it goes to LabQueueDlq. */
const mostTries = 3;

/** A visible message is received again well before this. */
const surelyReceivedMs = 5_000;

/**
 * `waiting`: visible. `hidden`: a consumer has it. `again`: it was not finished in time. `dead`: in the dead-letter
 * queue.
 */
export type LabState = "waiting" | "hidden" | "again" | "done" | "dead";

export function stateOf(record: LabRecord, { visibilityTimeoutSeconds }: LabSettings, now: number): LabState {
  if (record.inTime) return "done";
  if (record.receivedAt === undefined) return "waiting";
  const visibleAt = Date.parse(record.receivedAt) + visibilityTimeoutSeconds * 1000;
  if (now < visibleAt) return "hidden";
  // Late, but no other consumer had received it meanwhile, so it could be deleted.
  if (record.answers > 0 && record.receiveCount < mostTries && now > visibleAt + surelyReceivedMs) return "done";
  return record.receiveCount >= mostTries ? "dead" : "again";
}
