import { useNow } from "../../../ui/use-now.ts";

/** Whole seconds until then, never negative. */
export function useSecondsLeft(until: number): number {
  const now = useNow(250);
  return Math.max(0, Math.ceil((until - now) / 1000));
}
