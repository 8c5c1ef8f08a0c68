import type { JourneyStep } from "../api/types.ts";

export const steps = ["break", "buy", "read", "mend", "redrive"] as const;
export type Step = (typeof steps)[number];

/** What the tour has bought; everything that follows from it has its correlation id. */
export interface Purchase {
  productId: string;
  quantity: number;
  correlationId: string;
}

/** Where a learner is. */
export interface Tour {
  at: "start" | Step | "end";
  /** The predictions, as indices of the answers. */
  answers: Partial<Record<Step, number>>;
  /** Steps whose action was taken. */
  done: Step[];
  /** Steps whose effect the real system has shown. */
  seen: Step[];
  /** Whether the tour has broken the factory and has not seen it work since. */
  owesMending: boolean;
  purchase?: Purchase;
}

/** What the real system says. */
export interface Facts {
  /** undefined until it is known */
  factoryWorks?: boolean | undefined;
  /** Of the purchase, oldest first. */
  journey: JourneyStep[];
  hasDeadLetter: boolean;
}

export type Move =
  | { type: "begin" }
  | { type: "predict"; answer: number }
  | { type: "act"; purchase?: Purchase }
  /** The purchase was refused: nothing was sold. */
  | { type: "refused" }
  | { type: "look"; facts: Facts }
  /** The learner breaks the factory once more, since somebody has mended it. */
  | { type: "broke" }
  | { type: "next" }
  | { type: "over" };

export const notBegun: Tour = { at: "start", answers: {}, done: [], seen: [], owesMending: false };

/** @returns the same tour if the move changes nothing */
export function moved(tour: Tour, move: Move): Tour {
  const { at, answers, done, seen } = tour;
  switch (move.type) {
    case "begin":
      return at === "start" ? { ...tour, at: steps[0] } : tour;
    case "over":
      // A broken factory is still broken.
      return { ...notBegun, owesMending: tour.owesMending };
    case "broke":
      return { ...tour, owesMending: true };
    case "look":
      return looked(tour, move.facts);
  }
  if (at === "start" || at === "end") return tour;
  switch (move.type) {
    case "predict":
      return done.includes(at) ? tour : { ...tour, answers: { ...answers, [at]: move.answer } };
    case "act": {
      if (answers[at] === undefined) return tour;
      return {
        ...tour,
        done: done.includes(at) ? done : [...done, at],
        owesMending: tour.owesMending || at === "break",
        ...(move.purchase && { purchase: move.purchase }),
      };
    }
    case "refused": {
      const { purchase: _, ...rest } = tour;
      return { ...rest, done: done.filter((it) => it !== at) };
    }
    case "next":
      return seen.includes(at) ? { ...tour, at: steps[steps.indexOf(at) + 1] ?? "end" } : tour;
  }
}

/** What keeps a step from being seen, although the learner did everything right: others use the same shop. */
export type Obstacle =
  /** Somebody mended the factory before anything could fail. */
  | "mended"
  /** The factory took the order after all. */
  | "taken"
  /** Somebody broke it again before the redrive. */
  | "broken";

export function obstacleOf({ at, done, seen }: Tour, facts: Facts): Obstacle | undefined {
  if (at === "start" || at === "end" || seen.includes(at)) return undefined;
  if (at === "buy" && !done.includes(at) && facts.factoryWorks) return "mended";
  if ((at === "buy" || at === "read") && happened(facts, "production.accepted")) return "taken";
  return at === "redrive" && facts.factoryWorks === false ? "broken" : undefined;
}

function looked(tour: Tour, facts: Facts): Tour {
  const { at, done, seen } = tour;
  // Until it was seen broken, an answer from before may still say that it works.
  const isPaid = tour.owesMending && facts.factoryWorks === true && (at === "start" || seen.includes("break"));
  const next = isPaid ? { ...tour, owesMending: false } : tour;
  if (at === "start" || at === "end" || seen.includes(at) || !shows(at, facts)) return next;
  // Stock that is back is back, whoever redrove.
  return done.includes(at) || at === "redrive" ? { ...next, seen: [...seen, at] } : next;
}

function shows(step: Step, facts: Facts): boolean {
  switch (step) {
    case "break":
      return facts.factoryWorks === false;
    case "buy":
      return happened(facts, "stock.depleted");
    case "read":
      return facts.hasDeadLetter;
    case "mend":
      return facts.factoryWorks === true;
    case "redrive":
      return happened(facts, "stock.replenished");
  }
}

function happened({ journey }: Facts, type: string): boolean {
  return eventIn(journey, type) !== undefined;
}

export function eventIn(journey: JourneyStep[], type: string) {
  return journey.find((it) => it.kind === "event" && it.type === type) as
    | Extract<JourneyStep, { kind: "event" }>
    | undefined;
}
