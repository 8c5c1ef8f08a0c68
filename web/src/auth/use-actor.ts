import { type Action, type Actor, can } from "./actor.ts";
import { session } from "./session.ts";
import { useAuthTexts } from "./texts/index.ts";

/** The signed-in person, if any. */
export function useActor(): Actor | undefined {
  const now = session.use();
  return now.status === "signed-in" ? now.actor : undefined;
}

/** Whether the person may do it; `why` explains a disabled button to those who may not. */
export function useCan(action: Action): { allowed: boolean; why?: string } {
  const { readOnly } = useAuthTexts();
  const actor = useActor();
  return actor && can(actor, action) ? { allowed: true } : { allowed: false, why: readOnly };
}
