import { sweepOutbox } from "@donut/core/messaging/sweep-outbox";
import { sweepWith } from "./sweep.ts";

/** Publishes the events that the relay has missed. */
export const handler = sweepWith(sweepOutbox);
