import { stockReplenished } from "@donut/contracts/events/stock";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createEvent } from "../messaging/event.ts";
import { askToStop } from "./ask-to-stop.ts";
import { hearOfSupply } from "./hear-of-supply.ts";
import { claimMail, leaseMs } from "./mail-record.ts";
import { campaignsOf, stopByLink } from "./stop-by-link.ts";
import { announcedAbout, mailAbout, mailLine, newShortage } from "./testing.ts";

const line = mailLine();
const signal = () => AbortSignal.timeout(20_000);
const asked = (shortageId: string) => announcedAbout(shortageId, "campaign.manager_asked");

test("concurrent and repeated deliveries send one mail", async () => {
  const event = newShortage();
  const before = line.taken.length;
  const results = await Promise.all(Array.from({ length: 8 }, () => askToStop(event, signal())));
  expect(results.filter(({ status }) => status === "asked")).toHaveLength(1);
  expect(await askToStop(event, signal())).toEqual({ status: "repeated" });
  expect(line.taken).toHaveLength(before + 1);
  expect(line.taken.at(-1)?.shortageId).toBe(event.data.shortageId);
  expect(await mailAbout(event.data.shortageId)).toMatchObject({
    state: "sent",
    campaignIds: ["morning-glaze", "pink-week"],
  });
  expect(await asked(event.data.shortageId)).toHaveLength(1);
});

test("a mail that SES refuses is retried at once, and the reason is recorded", async () => {
  const event = newShortage();
  line.mode = "refuses";
  const refused = await askToStop(event, signal());
  expect(refused).toEqual({ status: "failed", reason: expect.stringContaining("MessageRejected") });
  expect(await mailAbout(event.data.shortageId)).toMatchObject({ state: "claimed", lastError: expect.any(String) });
  line.mode = "up";
  expect(await askToStop(event, signal())).toEqual({ status: "asked" });
  expect((await mailAbout(event.data.shortageId))?.lastError).toBeUndefined();
});

test("the claim of a crashed worker blocks others until it expires", async () => {
  const event = newShortage();
  await claimMail({ ...event.data, campaignIds: [] });
  const waiting = await askToStop(event, signal());
  expect(waiting).toMatchObject({ status: "being-sent" });
  expect("retryAfterSeconds" in waiting && waiting.retryAfterSeconds).toBeLessThanOrEqual(leaseMs / 1_000);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + leaseMs + 1 });
  expect(await askToStop(event, signal())).toEqual({ status: "asked" });
});

test("no mail is sent if nothing is advertised, or the stock is back", async () => {
  const before = line.taken.length;
  expect(await askToStop(newShortage("bagel"), signal())).toEqual({ status: "nothing-advertised" });
  const event = newShortage("injeolmi");
  await hearOfSupply(event);
  await hearOfSupply(
    createEvent(stockReplenished, { productionOrderId: event.data.shortageId, productId: "injeolmi", quantity: 100 }),
  );
  expect(await askToStop(event, signal())).toEqual({ status: "overtaken" });
  expect(line.taken).toHaveLength(before);
});

test("a shortage whose production fails stays one shortage: one mail, whose link stops the ads until it is over", async () => {
  const first = newShortage("matcha-ring");
  const { shortageId, productId } = first.data;
  await hearOfSupply(first);
  await askToStop(first, signal());
  const before = line.taken.length;
  const reopened = newShortage(productId);
  const again = { ...reopened, data: { ...reopened.data, first: { shortageId, since: first.at } } };
  expect(await askToStop(again, signal())).toEqual({ status: "repeated" });
  await hearOfSupply(again);
  expect(await askToStop(again, signal())).toEqual({ status: "repeated" });

  const link = { shortageId, productId, expiresAt: Date.now() + 1 };
  expect((await campaignsOf(link)).map(({ id, supply }) => [id, supply[productId]?.since])).toEqual([
    ["classics", first.at],
  ]);
  expect(await stopByLink(link)).toMatchObject([{ id: "classics", status: "stopped" }]);
  await hearOfSupply(
    createEvent(stockReplenished, { productionOrderId: reopened.data.shortageId, productId, quantity: 100 }),
  );
  expect(await campaignsOf(link)).toEqual([]);
  expect(await askToStop(again, signal())).toEqual({ status: "overtaken" });
  expect(line.taken).toHaveLength(before);
});

test("nobody is asked to stop an ad that is not running", async () => {
  const [first, second] = [newShortage("boston-cream"), newShortage("boston-cream")];
  await hearOfSupply(first);
  await stopByLink({ ...first.data, expiresAt: Date.now() + 1 });
  const { shortageId: productionOrderId, ...delivered } = first.data;
  await hearOfSupply(createEvent(stockReplenished, { productionOrderId, ...delivered }));
  await hearOfSupply(second);
  const before = line.taken.length;
  expect(await askToStop(second, signal())).toEqual({ status: "nothing-running" });
  expect(line.taken).toHaveLength(before);
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("deliver" as const), times: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("ses" as const), mode: fc.constantFrom("up", "refuses", "loses-answers") }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test("duplicates, crashes, losses and redrives: one mail, plus at most one for each lost answer", {
  timeout: 180_000,
}, async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      Object.assign(line, { mode: "up", taken: [], lost: 0 });
      const event = newShortage();
      for (const step of steps) await run(step, event);
      line.mode = "up";
      await run({ do: "wait" }, event);
      await run({ do: "deliver", times: 2 }, event);

      expect(line.taken.length - line.lost).toBe(1);
      expect(await asked(event.data.shortageId)).toHaveLength(1);
      expect(await mailAbout(event.data.shortageId)).toMatchObject({ state: "sent" });
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

async function run(step: Step, event: ReturnType<typeof newShortage>): Promise<void> {
  switch (step.do) {
    case "deliver":
      await Promise.all(Array.from({ length: step.times }, () => askToStop(event, signal())));
      return;
    case "crash":
      // Between claiming and sending.
      await claimMail({ ...event.data, campaignIds: [] });
      return;
    case "wait":
      vi.setSystemTime(Date.now() + leaseMs + 1);
      return;
    case "ses":
      line.mode = step.mode;
  }
}
