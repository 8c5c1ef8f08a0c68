import * as z from "zod";
import { defineEvent } from "./event.ts";

/** A repair task was started; it is stored in the repair table. */
export const repairRequested = defineEvent(
  "repair.requested",
  "repair",
  z.object({ queue: z.string(), taskId: z.string() }),
);

/** A dead letter was deleted from a queue whose deletions are announced: it will never be handled. */
export const deadLetterDeleted = defineEvent(
  "letter.deleted",
  "repair",
  // The first 50,000 characters of its body.
  z.object({ queue: z.string(), messageId: z.string(), body: z.string() }),
);

/** Somebody waits for the index of a dead-letter queue to be brought up to date. */
export const indexRequested = defineEvent("index.requested", "repair", z.object({ queue: z.string() }));
