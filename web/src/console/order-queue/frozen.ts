import type { LineState } from "./api.ts";

/** Whoever works finishes a batch much sooner; what stays in hand for longer is in nobody's. */
const surelyStoppedMs = 1_500;

/** @returns seconds until the batch in hand is back in the line, if whoever had it has stopped */
export function frozenFor({ hand, queue, visibilityTimeoutSeconds }: LineState, now: number): number | undefined {
  if (!hand || queue.inFlight === 0) return undefined;
  const heldMs = now - Date.parse(hand.at);
  const left = Math.ceil(visibilityTimeoutSeconds - heldMs / 1000);
  return heldMs > surelyStoppedMs && left > 0 ? left : undefined;
}
