import { alarmMessage, changeOf } from "@donut/core/alert/alarm-message";
import { recordChange } from "@donut/core/alert/alerts";
import { consume } from "./consume.ts";

/** Maintains the console's list of alerts. */
export const handler = consume(alarmMessage, async (message) => {
  const change = changeOf(message);
  if (change.status !== "other") await recordChange(change);
});
