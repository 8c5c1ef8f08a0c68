import { anyEvent } from "@donut/contracts/events";
import { type Subject, subjects } from "@donut/contracts/subjects";
import { expect, test } from "vitest";
import * as authEn from "../auth/texts/en.ts";
import * as authKo from "../auth/texts/ko.ts";
import { inOrder } from "../console/audit/detail-order.ts";
import { auditFacts } from "../console/messages/audit-facts.ts";
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
const wording = { product: (id: string) => `<${id}>`, campaign: (id: string) => `[${id}]`, time: (iso: string) => iso };
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
    for (const type of types)
      expect(journey.event(type, { ...detail, request: "shop-redact" }, wording), type).toBeTruthy();
    const stored = journey.event("shopify.order_stored", detail, wording);
    for (const fact of ["#1018", "230", "250"]) expect(stored).toContain(fact);
    expect(journey.event("shopify.order_stored", { ...detail, state: "cancelled" }, wording)).not.toBe(stored);
    expect(journey.event("x.y", detail, wording)).toBeUndefined();
  }
  for (const type of types)
    expect(recordsKo.recordTexts.journey.event(type, { request: "data-request" }, wording)).toMatch(hangul);
});

test("every event that a journey keeps is a sentence of its own in the console", () => {
  const told = anyEvent.options.filter(({ shape }) => {
    const subject: Subject = shape.subject.value;
    return "journeyQueue" in subjects[subject];
  });
  const types = ["order.queued", "order.placed", "order.rejected", ...told.map(({ shape }) => shape.type.value)];
  expect(types.length).toBeGreaterThan(20);
  const detail = { productId: "glazed", campaignId: "a", campaignIds: ["a", "b"], name: "#1", by: "operator" };
  for (const { journey } of [recordsEn.recordTexts, recordsKo.recordTexts]) {
    const sentences = types.map((type) => journey.event(type, { ...detail, request: "shop-redact" }, wording));
    for (const [index, sentence] of sentences.entries()) expect(sentence, types[index]).toBeTruthy();
    expect(new Set(sentences).size).toBe(types.length);
  }
});

test("a journey says who bought what, what ran short, and which ads are concerned", () => {
  const { journey } = recordsEn.recordTexts;
  const lines = [
    { productId: "cake", quantity: 60, price: 2000 },
    { productId: "glazed", quantity: 1, price: 1500 },
  ];
  const bought = { email: "mina@example.com", lines, units: 61 };
  expect(journey.event("order.placed", bought, wording)).toBe("mina@example.com bought 60 × <cake> and 1 × <glazed>");
  const short = [{ productId: "cake", requested: 60, available: 4 }];
  expect(journey.event("order.rejected", { ...bought, short }, wording)).toBe("Not sold: 4 of 60 × <cake> left");
  const asked = { productId: "cake", campaignIds: ["video", "radio"] };
  for (const { journey: texts } of [recordsEn.recordTexts, recordsKo.recordTexts])
    for (const name of ["[video]", "[radio]"])
      expect(texts.event("campaign.manager_asked", asked, wording)).toContain(name);
});

test("every action in the audit is a sentence, and says whether it was done", () => {
  const actor = { id: "1", name: "Mina", email: "mina@example.com" };
  const about = { id: "1", at: "2026-11-28T00:00:00.000Z", actor, target: "RestockQueueDlq", correlationId: "c" };
  const detail = {
    selection: { which: "ids", messageIds: ["a", "b"] },
    destination: "RestockQueue",
    count: 3,
    units: 2,
  };
  for (const { audit } of [recordsEn.recordTexts, recordsKo.recordTexts]) {
    for (const action of Object.keys(audit.actions)) {
      const sentences = (["succeeded", "failed", "refused", "started"] as const).map((status) => {
        const record = { ...about, action, detail, status };
        return audit.sentence(record, auditFacts(record, wording));
      });
      expect(sentences[0], action).toMatch(/^Mina /);
      expect(sentences[0], action).not.toMatch(/undefined|NaN/);
      expect(sentences[0], action).not.toContain(action);
      expect(new Set(sentences).size, action).toBeGreaterThan(1);
    }
  }
  const redrive = { ...about, action: "queue.redrive", detail, status: "succeeded" as const };
  expect(recordsEn.recordTexts.audit.sentence(redrive, auditFacts(redrive, wording))).toBe(
    "Mina redrove 2 dead letters of RestockQueueDlq to RestockQueue",
  );
});

test("details of an audit record are in a fixed order, whatever order they are stored in", () => {
  const details = { zebra: 1, error: "x", done: 2, reason: "y", missing: undefined };
  const names = inOrder(details).map(([name]) => name);
  expect(names).toEqual(["reason", "done", "error", "zebra"]);
  expect(inOrder(Object.fromEntries(Object.entries(details).reverse())).map(([name]) => name)).toEqual(names);
});

test("every event shown to customers has a text, and so does an unknown one", () => {
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
