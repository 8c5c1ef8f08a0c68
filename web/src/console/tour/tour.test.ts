import { expect, test } from "vitest";
import type { JourneyStep } from "../api/types.ts";
import { tourIn } from "./place.ts";
import { type Facts, type Move, moved, notBegun, obstacleOf, type Tour } from "./tour.ts";

const event = (type: string): JourneyStep => ({ kind: "event", at: "2026-11-28T00:00:00.000Z", type, detail: {} });
const facts = (factoryWorks?: boolean, events: string[] = [], hasDeadLetter = false): Facts => ({
  factoryWorks,
  journey: events.map(event),
  hasDeadLetter,
});
const look = (it: Facts): Move => ({ type: "look", facts: it });
const predict: Move = { type: "predict", answer: 0 };
const act: Move = { type: "act" };
const next: Move = { type: "next" };
const purchase = { productId: "glazed", quantity: 100, correlationId: "c" };
const after = (moves: Move[], from: Tour = notBegun) => moves.reduce(moved, from);

const broken = [{ type: "begin" } as const, predict, act, look(facts(false)), next];
const bought: Move[] = [...broken, predict, { type: "act", purchase }, look(facts(false, ["stock.depleted"])), next];
const read: Move[] = [...bought, predict, act, look(facts(false, ["stock.depleted"], true)), next];
const mended: Move[] = [...read, predict, act, look(facts(true, ["stock.depleted"], true)), next];

test("five steps, each predicted, done and then seen on the real system", () => {
  expect(after(broken).at).toBe("buy");
  expect(after(bought)).toMatchObject({ at: "read", purchase });
  expect(after(read).at).toBe("mend");
  expect(after(mended)).toMatchObject({ at: "redrive", owesMending: false });
  const end = after([...mended, predict, act, look(facts(true, ["stock.replenished"])), next]);
  expect(end.at).toBe("end");
  expect(end.seen).toEqual(["break", "buy", "read", "mend", "redrive"]);
});

test("nothing is done before it is predicted, and a prediction stays once it is done", () => {
  const begun = after([{ type: "begin" }]);
  expect(moved(begun, act)).toBe(begun);
  const done = after([predict, act], begun);
  expect(moved(done, { type: "predict", answer: 2 })).toBe(done);
});

test("no step ends before the system shows its effect", () => {
  const acted = after([{ type: "begin" }, predict, act]);
  expect(moved(acted, next)).toBe(acted);
  expect(after([look(facts(true)), next], acted).at).toBe("break");
  expect(after([look(facts()), next], acted).at).toBe("break");
  // Somebody else has broken it: that is not the learner's doing.
  expect(after([{ type: "begin" }, look(facts(false)), next]).at).toBe("break");
});

test("the factory has to be mended from the press of the button until it is seen to work again", () => {
  const acted = after([{ type: "begin" }, predict, act]);
  expect(acted.owesMending).toBe(true);
  // An answer from before the press.
  expect(moved(acted, look(facts(true))).owesMending).toBe(true);
  expect(after([look(facts(false)), look(facts(true))], acted).owesMending).toBe(false);
  expect(moved(after(bought), { type: "over" })).toEqual({ ...notBegun, owesMending: true });
});

test("a refused purchase is forgotten, so that the next try is another one", () => {
  const refused = after([...broken, predict, { type: "act", purchase }, { type: "refused" }]);
  expect(refused).not.toHaveProperty("purchase");
  expect(refused).toMatchObject({ at: "buy", done: ["break"] });
});

test("stock that is back is noticed, even if somebody else has redriven the dead letter", () => {
  expect(moved(after(mended), look(facts(true, ["stock.replenished"]))).seen).toContain("redrive");
});

test("changes that others make to the factory are pointed out", () => {
  expect(obstacleOf(after(broken), facts(true))).toBe("mended");
  expect(obstacleOf(after(broken), facts(false))).toBeUndefined();
  expect(obstacleOf(after(bought), facts(true, ["stock.depleted", "production.accepted"]))).toBe("taken");
  expect(obstacleOf(after(mended), facts(false))).toBe("broken");
  expect(obstacleOf(after(mended), facts(true))).toBeUndefined();
});

test("a stored tour continues where it was left, and invalid data is ignored", () => {
  const tour = after(bought);
  expect(tourIn(JSON.parse(JSON.stringify(tour)))).toEqual(tour);
  expect(tourIn(undefined)).toEqual(notBegun);
  for (const odd of [7, null, [], { at: "nowhere" }, { at: "buy", answers: 3 }, { ...tour, purchase: { quantity: 1 } }])
    expect(tourIn(odd)).toEqual(notBegun);
});
