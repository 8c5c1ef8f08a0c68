import fc from "fast-check";
import { expect, test } from "vitest";
import {
  chosenOf,
  isPicked,
  isSome,
  MOST_PICKED,
  type Pick,
  readPick,
  stillThere,
  withPicked,
  writePick,
} from "./pick.ts";

const some = (...ids: string[]): Pick => ({ which: "some", ids: new Set(ids) });

test("an address keeps the selection", () => {
  const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(ids, (list) => {
      expect(readPick(writePick(some(...list)))).toEqual(some(...list));
    }),
  );
  expect(readPick(writePick({ which: "all" }))).toEqual({ which: "all" });
  expect(writePick({ which: "none" })).toBeUndefined();
  expect(readPick("")).toEqual({ which: "none" });
});

test("messages that are gone are no longer selected", () => {
  const present = new Set(["a", "b"]);
  expect(stillThere(some("a", "gone"), present)).toEqual(some("a"));
  expect(stillThere(some("gone"), present)).toEqual({ which: "none" });
  expect(stillThere({ which: "all" }, present)).toEqual({ which: "all" });
  expect(stillThere({ which: "all" }, new Set())).toEqual({ which: "none" });
  expect(stillThere(some("further down"), undefined)).toEqual(some("further down"));
});

test("deselecting the last one leaves nothing selected", () => {
  expect(withPicked(some("a"), ["a"], false, ["a", "b"])).toEqual({ which: "none" });
});

test("deselecting one from all leaves the others that are shown, never more", () => {
  const pick = withPicked({ which: "all" }, ["b"], false, ["a", "b", "c"]);
  expect(pick).toEqual(some("a", "c"));
  expect(isPicked(pick, "d")).toBe(false);
});

test("no more can be selected one by one than an address can hold", () => {
  const ids = Array.from({ length: MOST_PICKED + 50 }, (_, index) => `${index}`);
  const pick = withPicked({ which: "none" }, ids, true, ids);
  expect(pick.which === "some" && pick.ids.size).toBe(MOST_PICKED);
});

test("a selection is sent as ids, all matches as the filter, everything as nothing", () => {
  expect(chosenOf(some("a"), { q: "503" })).toEqual({ messageIds: ["a"] });
  expect(chosenOf({ which: "all" }, { q: "503" })).toEqual({ filter: { q: "503" } });
  expect(chosenOf({ which: "all" }, {})).toEqual({});
  const chosen = [chosenOf(some("a"), {}), chosenOf({ which: "all" }, { q: "503" }), chosenOf({ which: "all" }, {})];
  expect(chosen.map(isSome)).toEqual([true, true, false]);
});
