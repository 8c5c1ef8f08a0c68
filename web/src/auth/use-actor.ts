import { type Action, type Actor, can } from "./actor.ts";
import { session } from "./session.ts";
import { useAuthTexts } from "./texts/index.ts";

/** Who is signed in, if anybody. */
export function useActor(): Actor | undefined {
  const now = session.use();
  return now.status === "signed-in" ? now.actor : undefined;
}

/** Whether the person may do it; `why` tells those who may not, for the button that is switched off. */
export function useCan(action: Action): { allowed: boolean; why?: string } {
  const { readOnly } = useAuthTexts();
  const actor = useActor();
  return actor && can(actor, action) ? { allowed: true } : { allowed: false, why: readOnly };
}
