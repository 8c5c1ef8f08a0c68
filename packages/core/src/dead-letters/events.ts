import * as z from "zod";
import { defineEvent } from "../messaging/event.ts";

/** Somebody waits for the index of a dead-letter queue to be brought up to date. */
export const indexRequested = defineEvent("index.requested", "repair", z.object({ queue: z.string() }));
