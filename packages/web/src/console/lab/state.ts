import type { LabRecord, LabSettings } from "./api.ts";

/** Tries of a message before it goes to LabQueueDlq. */
export const mostTries = 3;

/** `waiting`: on the platform. `hidden`: a consumer has it. `again`: it was not done in time. `dead`: on the siding. */
export type LabState = "waiting" | "hidden" | "again" | "done" | "dead";

export function stateOf(record: LabRecord, { visibilityTimeoutSeconds }: LabSettings, now: number): LabState {
  if (record.inTime) return "done";
  if (record.receivedAt === undefined) return "waiting";
  if (now < Date.parse(record.receivedAt) + visibilityTimeoutSeconds * 1000) return "hidden";
  return record.receiveCount >= mostTries ? "dead" : "again";
}
