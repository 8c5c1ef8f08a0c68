import { anyEvent } from "@donut/contracts/events";
import { expect, test } from "vitest";
import * as authEn from "../auth/texts/en.ts";
import * as authKo from "../auth/texts/ko.ts";
import * as recordsEn from "../console/messages/records-en.ts";
import * as recordsKo from "../console/messages/records-ko.ts";
import * as shopifyEn from "../console/shopify/messages/en.ts";
import * as shopifyKo from "../console/shopify/messages/ko.ts";
import * as hallEn from "../console/waiting-room/messages/en.ts";
import * as hallKo from "../console/waiting-room/messages/ko.ts";
import * as roomEn from "../store/waiting-room/texts/en.ts";
import * as roomKo from "../store/waiting-room/texts/ko.ts";
import * as en from "./en.ts";
import * as ko from "./ko.ts";
import * as pageEn from "./page-texts-en.ts";
import * as pageKo from "./page-texts-ko.ts";

const hangul = /[\uac00-\ud7a3]/;
/** Every text with its path; functions are called with plausible arguments. */
function texts(value: unknown, place = ""): [place: string, text: string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value === "function") return texts(value(3, 12), place);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, it]) => (key === "event" ? [] : texts(it, `${place}/${key}`)));
}

test.each([
  ["first page", en.messages, ko.messages],
  ["other pages", pageEn.messages, pageKo.messages],
  ["sign-in", authEn.messages, authKo.messages],
  ["waiting room", roomEn.messages, roomKo.messages],
  ["Shopify pages", shopifyEn.messages, shopifyKo.messages],
  ["waiting room of the console", hallEn.messages, hallKo.messages],
])("the %s speaks English in English and Korean in Korean", (_, english, korean) => {
  for (const [place, text] of texts(english)) expect(text, place).not.toMatch(hangul);
  for (const [place, text] of texts(korean)) {
    if (text.trim() !== "") expect(text, place).toMatch(hangul);
  }
  expect(texts(korean).map(([place]) => place)).toEqual(texts(english).map(([place]) => place));
});

test("every event on Shopify's line has words in the console, which say what is in it", () => {
  const types = anyEvent.options
    .map(({ shape }) => shape.type.value)
    .filter((type) => type.startsWith("shopify.") || type.startsWith("push."));
  expect(types.length).toBeGreaterThan(5);
  const detail = {
    name: "#1018",
    state: "open",
    change: "new",
    units: { glazed: 250 },
    owed: { glazed: 230 },
    unmapped: 0,
  };
  for (const { journey } of [recordsEn.recordTexts, recordsKo.recordTexts]) {
    for (const type of types) expect(journey.event(type, { ...detail, request: "shop-redact" }), type).toBeTruthy();
    const stored = journey.event("shopify.order_stored", detail);
    for (const fact of ["#1018", "230", "250"]) expect(stored).toContain(fact);
    expect(journey.event("shopify.order_stored", { ...detail, state: "cancelled" })).not.toBe(stored);
    expect(journey.event("x.y", detail)).toBeUndefined();
  }
  for (const type of types)
    expect(recordsKo.recordTexts.journey.event(type, { request: "data-request" })).toMatch(hangul);
});

test("every event that customers are told of has words, and one nobody knows too", () => {
  const facts = { name: "Glazed", quantity: "100", available: 3, expectedAt: "09:00:10", short: true };
  const types = [
    "order.queued",
    "order.placed",
    "order.rejected",
    "stock.depleted",
    "production.accepted",
    "production.failed",
    "stock.replenished",
    "customer.promoted",
    "x.y",
  ];
  for (const { order } of [pageEn.messages, pageKo.messages]) {
    const titles = types.map((it) => order.event(it, facts).title);
    expect(new Set(titles).size).toBe(types.length);
    expect(titles).not.toContain(order.event("order.rejected", { ...facts, short: false }).title);
  }
  expect(pageEn.messages.order.event("stock.depleted", { ...facts, available: 0 }).title).toContain("sold out");
});
