import { useCan } from "../../auth/use-actor.ts";

/** Why the signed-in person may not change anything; undefined for operators. */
export function useDenied(): string | undefined {
  const { allowed, why } = useCan("change");
  return allowed ? undefined : why;
}
