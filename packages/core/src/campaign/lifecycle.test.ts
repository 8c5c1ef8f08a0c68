import fc from "fast-check";
import { expect, test } from "vitest";
import type { Campaign } from "./campaign.ts";
import { hear, resume, type SupplyNews, stop } from "./lifecycle.ts";

const products = ["glazed", "injeolmi"];
const campaign: Campaign = {
  id: "classics",
  name: { en: "Classics", ko: "클래식" },
  channel: "Kakao",
  productIds: products,
  status: "running",
  since: "2026-11-20T00:00:00.000Z",
  supply: {},
  history: [],
  version: 0,
};
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();
const now = at(59);

/** Three consecutive shortages of a product; the last one got a new id and may still be open. */
function newsOf(productId: string, lastIsOver: boolean): SupplyNews[] {
  return [0, 1, 2].flatMap((shortage) => {
    const about = { productId, shortageId: `01-${shortage}` };
    const start = shortage * 10;
    const begins: SupplyNews[] = [
      { ...about, kind: "short", at: at(start) },
      { ...about, kind: "expected", at: at(start + 1), expectedAt: at(start + 5) },
    ];
    if (shortage < 2) return [...begins, { ...about, kind: "back", at: at(start + 5) }];
    const goesOn = { productId, shortageId: "01-3", firstShortageId: "01-2", at: at(start) };
    return [
      ...begins,
      { ...goesOn, kind: "short" },
      { ...goesOn, kind: "expected", expectedAt: at(start + 9) },
      ...(lastIsOver ? [{ ...about, shortageId: "01-3", kind: "back" as const, at: at(start + 9) }] : []),
    ];
  });
}

type Step = { do: "hear"; news: SupplyNews } | { do: "stop" } | { do: "resume" };

function take(state: Campaign, step: Step): Campaign {
  const next =
    step.do === "hear"
      ? hear(state, step.news, now)
      : (step.do === "stop" ? stop : resume)(state, { by: "ad-manager" }, now);
  return next.status === "changed" ? next.campaign : state;
}

const interleaved = fc
  .record({
    over: fc.tuple(fc.boolean(), fc.boolean()),
    repeated: fc.array(fc.nat(), { maxLength: 12 }),
    decisions: fc.array(fc.constantFrom<Step>({ do: "stop" }, { do: "resume" }), { maxLength: 12 }),
  })
  .chain(({ over, repeated, decisions }) => {
    const news = products.flatMap((productId, index) => newsOf(productId, over[index] ?? true));
    const again = repeated.flatMap((nth) => news[nth % news.length] ?? []);
    const heard = [...news, ...again].map((it): Step => ({ do: "hear", news: it }));
    const steps = fc.shuffledSubarray([...heard, ...decisions], { minLength: heard.length + decisions.length });
    return fc.record({ over: fc.constant(over), steps });
  });

test("in any order and repeated: a campaign is asked to stop or stopped exactly while its product is short", () => {
  fc.assert(
    fc.property(interleaved, ({ over, steps }) => {
      let state = campaign;
      for (const step of steps) {
        state = take(state, step);
        const short = products.some((id) => state.supply[id]?.open);
        expect(["stop_requested", "stopped"].includes(state.status)).toBe(short);
      }
      for (const [index, id] of products.entries()) {
        const isOver = over[index] ?? true;
        expect(state.supply[id]).toMatchObject({ shortageId: "01-3", open: !isOver });
        if (!isOver)
          expect(state.supply[id]).toMatchObject({ firstShortageId: "01-2", since: at(20), expectedAt: at(29) });
      }
      const statuses = [...state.history.map(({ status }) => status), "running"];
      expect(statuses.filter((status, index) => status === statuses[index + 1])).toEqual([]);
      expect(statuses[0]).toBe(state.status);
    }),
    { numRuns: 2_000 },
  );
});

test("a repeated event changes nothing", () => {
  fc.assert(
    fc.property(interleaved, ({ steps }) => {
      const state = steps.reduce(take, campaign);
      for (const step of steps) if (step.do === "hear") expect(hear(state, step.news, now).status).toBe("unchanged");
    }),
  );
});

const [short, expected, back] = newsOf("glazed", true) as [SupplyNews, SupplyNews, SupplyNews];
const hearAll = (...news: SupplyNews[]) => news.reduce((state, it) => take(state, { do: "hear", news: it }), campaign);

test("stock that returns before anyone has stopped the ad withdraws the request", () => {
  const state = hearAll(short, back);
  expect(state.history.map(({ status }) => status)).toEqual(["running", "stop_requested"]);
  expect(stop(state, { by: "ad-manager" }, now)).toEqual({ status: "not-asked" });
});

test("a stopped ad may resume once stock is back, and does when somebody decides so", () => {
  const stopped = take(hearAll(short, expected), { do: "stop" });
  expect(resume(stopped, { by: "operator", actor: "Mina" }, now)).toEqual({ status: "still-short" });
  const mayResume = take(stopped, { do: "hear", news: back });
  expect(mayResume.status).toBe("may_resume");
  expect(stop(mayResume, { by: "ad-manager" }, now)).toEqual({ status: "already" });
  expect(resume(mayResume, { by: "operator", actor: "Mina" }, now)).toMatchObject({
    status: "changed",
    campaign: { status: "running", since: now },
    entry: { by: "operator", actor: "Mina" },
  });
});

test("an ad that may resume but has not stays stopped when stock runs short again", () => {
  const mayResume = take(take(hearAll(short), { do: "stop" }), { do: "hear", news: back });
  const again = hear(mayResume, { ...short, shortageId: "01-1" }, now);
  expect(again).toMatchObject({ campaign: { status: "stopped" }, entry: { by: "stock", productId: "glazed" } });
});

test("the end of a shortage that arrives before its beginning leaves the ad alone", () => {
  expect(hearAll(back, short, expected)).toMatchObject({ status: "running", history: [] });
});

test("events about other products are ignored", () => {
  expect(hear(campaign, { ...short, productId: "bagel" }, now)).toEqual({ status: "unchanged" });
});
