import { useCan } from "../../auth/use-actor.ts";

/** Why whoever is signed in may change nothing; undefined for operators. */
export function useDenied(): string | undefined {
  const { allowed, why } = useCan("change");
  return allowed ? undefined : why;
}
