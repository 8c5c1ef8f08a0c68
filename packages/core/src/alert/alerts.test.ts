import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startShop } from "../testing.ts";
import { alarmMessage, changeOf } from "./alarm-message.ts";
import { listAlerts, recordChange } from "./alerts.ts";

let shop: Awaited<ReturnType<typeof startShop>>;
const arn = "arn:aws:sqs:us-east-1:000000000000:donut-prod-WorkDlq-x1";

beforeAll(async () => {
  const queue = {
    name: "WorkDlq",
    arn,
    url: "u",
    fifo: false,
    visibilityTimeoutSeconds: 30,
    role: "dlq",
    subject: "s",
  };
  shop = await startShop({ Queues: { queues: [queue] } });
});
afterAll(() => shop.stop());

const message = (state: string, before: string) => ({
  AlarmName: "WorkDlqAlarm",
  NewStateValue: state,
  OldStateValue: before,
  NewStateReason: "Threshold Crossed",
  StateChangeTime: "2026-11-20T10:00:00.000+0000",
  Trigger: { MetricName: "Visible", Dimensions: [{ name: "QueueName", value: "donut-prod-WorkDlq-x1" }] },
});

test("an alarm's message says what has changed, and in which queue", () => {
  const read = (state: string, before: string) => changeOf(alarmMessage.parse(message(state, before)));
  expect(read("ALARM", "OK")).toEqual({
    status: "raised",
    alarm: "WorkDlqAlarm",
    queue: "WorkDlq",
    at: "2026-11-20T10:00:00.000Z",
    reason: "Threshold Crossed",
  });
  expect(read("ALARM", "INSUFFICIENT_DATA").status).toBe("raised");
  expect(read("OK", "ALARM").status).toBe("cleared");
  expect(read("OK", "INSUFFICIENT_DATA").status).toBe("other");
  expect(read("INSUFFICIENT_DATA", "ALARM").status).toBe("other");
});

test("changes in any order and repeated: each alert exists once and ends when its alarm did", async () => {
  let round = 0;
  const order = fc.integer({ min: 1, max: 3 }).chain((alerts) => {
    const changes = Array.from({ length: alerts * 2 }, (_, index) => index);
    return fc.tuple(
      fc.shuffledSubarray([...changes, ...changes], { minLength: changes.length * 2, maxLength: changes.length * 2 }),
      fc.boolean(),
    );
  });
  await fc.assert(
    fc.asyncProperty(order, async ([places, atOnce]) => {
      const alarm = `Alarm${round++}`;
      const at = (place: number) => `2026-11-20T10:0${place}:00.000Z`;
      const change = (place: number) =>
        recordChange({
          status: place % 2 === 0 ? "raised" : "cleared",
          alarm,
          queue: "WorkDlq",
          at: at(place),
          reason: "because",
        });
      if (atOnce) await Promise.all(places.map(change));
      if (!atOnce) for (const place of places) await change(place);
      const page = await listAlerts(100, undefined, undefined);
      const alerts = page.status === "page" ? page.alerts.filter((one) => one.alarm === alarm) : [];
      const raised = [...new Set(places)].filter((place) => place % 2 === 0).sort();
      expect(alerts.map(({ raisedAt }) => raisedAt).sort()).toEqual(raised.map(at));
      for (const { status, clearedAt, raisedAt } of alerts) {
        expect(status).toBe("cleared");
        expect((clearedAt ?? "") > raisedAt).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
