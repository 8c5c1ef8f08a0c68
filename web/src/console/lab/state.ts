import type { LabRecord, LabSettings } from "./api.ts";

/** Tries of a message before it goes to LabQueueDlq. */
const mostTries = 3;

/** A message that is visible is received again well before. */
const surelyReceivedMs = 5_000;

/** `waiting`: on the platform. `hidden`: a consumer has it. `again`: it was not done in time. `dead`: on the siding. */
export type LabState = "waiting" | "hidden" | "again" | "done" | "dead";

export function stateOf(record: LabRecord, { visibilityTimeoutSeconds }: LabSettings, now: number): LabState {
  if (record.inTime) return "done";
  if (record.receivedAt === undefined) return "waiting";
  const visibleAt = Date.parse(record.receivedAt) + visibilityTimeoutSeconds * 1000;
  if (now < visibleAt) return "hidden";
  // Late, but nobody had been given it meanwhile, and so it could be deleted.
  if (record.answers > 0 && record.receiveCount < mostTries && now > visibleAt + surelyReceivedMs) return "done";
  return record.receiveCount >= mostTries ? "dead" : "again";
}
