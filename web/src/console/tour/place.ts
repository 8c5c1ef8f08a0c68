import { persisted } from "../../ui/persisted.ts";
import { type Move, moved, notBegun, type Purchase, type Step, steps, type Tour } from "./tour.ts";

/** This browser's place in the tour. */
export const place = persisted<Tour>("donut.tour", tourIn);

export function move(it: Move): void {
  const before = place.get();
  const after = moved(before, it);
  if (after !== before) place.set(after);
}

/** Whether the invitation to the tour was put away. */
export const isDeclined = persisted<boolean>("donut.tour-declined", (stored) => stored === true);

/** @returns the stored tour; a new one if it makes no sense */
export function tourIn(stored: unknown): Tour {
  if (!isRecord(stored)) return notBegun;
  const { at, answers, done, seen, owesMending, purchase } = stored;
  const isPlace = at === "start" || at === "end" || isStep(at);
  if (!isPlace || !isRecord(answers) || !isSteps(done) || !isSteps(seen)) return notBegun;
  if (purchase !== undefined && !isPurchase(purchase)) return notBegun;
  return {
    ...{ at, done, seen, owesMending: owesMending === true },
    answers: Object.fromEntries(Object.entries(answers).filter(([step, it]) => isStep(step) && typeof it === "number")),
    ...(purchase && { purchase }),
  };
}

function isRecord(it: unknown): it is Record<string, unknown> {
  return typeof it === "object" && it !== null && !Array.isArray(it);
}

function isStep(it: unknown): it is Step {
  return steps.some((step) => step === it);
}

function isSteps(it: unknown): it is Step[] {
  return Array.isArray(it) && it.every(isStep);
}

function isPurchase(it: unknown): it is Purchase {
  if (!isRecord(it)) return false;
  return typeof it.productId === "string" && typeof it.quantity === "number" && typeof it.correlationId === "string";
}
