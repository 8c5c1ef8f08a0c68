import { pushMessage } from "@donut/contracts/push";
import { expect, test } from "vitest";
import { messageOf, topicOf } from "./message.ts";
import { moneyText, thousandthsOf } from "./money.ts";
import type { Notice, OrderNotice } from "./notice.ts";

const order: OrderNotice = {
  kind: "order",
  occasion: "new",
  shop: "donut-states.myshopify.com",
  orderId: "820982911946154508",
  name: "#1001",
  at: "2026-11-28T09:00:00.000Z",
  correlationId: "c-1",
  total: { amount: "312000", currency: "KRW" },
  units: 250,
  owed: 14,
  unmapped: 1,
};
const flood: Notice = {
  kind: "flood",
  floodId: "f",
  digestId: "d",
  at: order.at,
  counts: { new: 14, cancelled: 2, test: 0 },
  totals: { USD: 20_000, KRW: 312_000_000 },
};
const told = (notice: Notice, language: "en" | "ko", short = false) => {
  const { notification } = pushMessage.parse(messageOf(notice, { language, web: "https://shop.example", short }));
  return notification;
};

test("an order's notification has its total, what is owed, and a link", () => {
  expect(told(order, "en")).toEqual({
    title: "New order #1001 · 312,000 KRW",
    body: "250 donuts · 14 owed until there are more · 1 line to map",
    lang: "en",
    tag: "order-donut-states.myshopify.com-820982911946154508",
    navigate: "https://shop.example/console/shopify/orders/820982911946154508",
    timestamp: Date.parse(order.at),
  });
  expect(told(order, "ko").title).toBe("새 주문 #1001 · 312,000 KRW");
  expect(told({ ...order, occasion: "test" }, "en").title).toBe("TEST · New order #1001 · 312,000 KRW");
  expect(told({ ...order, occasion: "cancelled" }, "ko").title).toBe("주문 #1001 취소 · 312,000 KRW");
});

test("a flood's notification has one sum per currency, never one across currencies", () => {
  expect(told(flood, "en")).toMatchObject({
    title: "14 new orders · 312,000 KRW · 20.00 USD",
    body: "2 orders cancelled",
    tag: "orders-f",
  });
  expect(told(flood, "ko").title).toBe("새 주문 14건 · 312,000 KRW · 20.00 USD");
  expect(told({ ...flood, counts: { new: 0, cancelled: 7, test: 0 }, totals: {} }, "en").title).toBe(
    "7 orders cancelled",
  );
});

test("the short form has less of it, even with a very long name", () => {
  const long = { ...order, name: "🍩".repeat(500) };
  expect(told(long, "en", true).body).toBeUndefined();
  expect(Buffer.byteLength(JSON.stringify(messageOf(long, { language: "en", web: "https://s.example" })))).toBeLessThan(
    2_000,
  );
});

test("notifications about one thing share a topic of 32 characters that push services accept", () => {
  const topics = [order, { ...order, orderId: "2" }, flood, { ...flood, floodId: "g" }].map(topicOf);
  expect(new Set(topics).size).toBe(4);
  for (const topic of topics) expect(topic).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(topicOf({ ...order, name: "#2" })).toBe(topicOf(order));
});

test("amounts are added exactly, or not at all", () => {
  expect(thousandthsOf("11.74")).toBe(11_740);
  expect(thousandthsOf("312000")).toBe(312_000_000);
  expect(thousandthsOf("-0.5")).toBe(-500);
  expect(thousandthsOf("1.2000")).toBe(1_200);
  for (const wrong of ["", "1e3", "1,000", "1.2345", "12345678901234567890"])
    expect(thousandthsOf(wrong)).toBeUndefined();
  expect(moneyText(11_700, "USD", "en")).toBe("11.70 USD");
  expect(moneyText(1_000, "???", "en")).toBe("1 ???");
});
