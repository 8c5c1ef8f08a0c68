import { sweepWishes } from "@donut/core/wish/sweep-wishes";
import { sweepWith } from "./sweep.ts";

/** Calls again for the mails of wishes whose messages were lost. */
export const handler = sweepWith(sweepWishes);
