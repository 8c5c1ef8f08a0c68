import { sweepOutbox } from "@donut/core/messaging/sweep-outbox";
import { sweepWith } from "./sweep.ts";

/** Publishes the events that no relay has published. */
export const handler = sweepWith(sweepOutbox);
