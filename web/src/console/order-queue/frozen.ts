import type { LineState } from "./api.ts";

/** A running worker finishes a batch much sooner; a batch that takes longer has lost its worker. */
const surelyStoppedMs = 1_500;

/** @returns seconds until the current batch returns to the queue, if its worker has stopped */
export function frozenFor({ hand, queue, visibilityTimeoutSeconds }: LineState, now: number): number | undefined {
  if (!hand || queue.inFlight === 0) return undefined;
  const heldMs = now - Date.parse(hand.at);
  const left = Math.ceil(visibilityTimeoutSeconds - heldMs / 1000);
  return heldMs > surelyStoppedMs && left > 0 ? left : undefined;
}
