import { expect, test } from "vitest";
import { sayAhead } from "./announce.ts";

test("a place of 34 is announced five times: at first, every ten, and when next", () => {
  const said: number[] = [];
  for (let ahead = 34; ahead >= 0; ahead--) {
    const next = sayAhead(said.at(-1), ahead);
    if (next !== said.at(-1)) said.push(next);
  }
  expect(said).toEqual([34, 24, 14, 4, 0]);
});
