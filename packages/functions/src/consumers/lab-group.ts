import { setTimeout } from "node:timers/promises";
import { labGroupedMessage, noteGrouped } from "@donut/core/lab/grouped-message";
import { consume } from "./consume.ts";

/** Works as long as the message says. Meanwhile its group stands, and the other groups go on. */
export const handler = consume(labGroupedMessage, async (message, { signal }) => {
  await noteGrouped(message, "startedAt");
  await setTimeout(message.workSeconds * 1000, undefined, { signal });
  await noteGrouped(message, "finishedAt");
});
