import { faults } from "@donut/contracts/faults";
import { problemKinds } from "@donut/contracts/problems";
import { expect, test } from "vitest";
import * as en from "./en.ts";
import * as ko from "./ko.ts";

const hangul = /[가-힣]/;
const params = {
  from: "1",
  to: "50",
  least: "1",
  most: "50",
  name: "OrderQueue",
  other: "messageIds",
  productId: "glazed",
  products: "glazed",
  values: "special or crash",
  expected: "string",
  format: "uuid",
  mediaType: "application/json",
  available: "3",
  seconds: "12",
  queue: "OrderQueue",
  id: "1",
  by: "Mina",
  task: "redrive",
  since: "2026-11-20T10:00:00.000Z",
};

test.each(problemKinds)("the problem %s has words in both languages, with and without its parameters", (kind) => {
  for (const given of [params, {}]) {
    expect(en.messages.kinds[kind](given)).toMatch(/^[^가-힣]+$/);
    expect(ko.messages.kinds[kind](given)).toMatch(hangul);
    for (const { messages } of [en, ko]) expect(messages.kinds[kind](given)).not.toContain("undefined");
  }
});

test.each(Object.keys(faults) as (keyof typeof faults)[])("the fault %s has words in both languages", (code) => {
  expect(en.messages.faults[code](params)).toMatch(/^[^가-힣]+$/);
  expect(ko.messages.faults[code](params)).toMatch(hangul);
  for (const { messages } of [en, ko]) expect(messages.faults[code](params)).not.toContain("undefined");
});

test("fields have names in both languages", () => {
  expect(Object.keys(ko.messages.fields)).toEqual(Object.keys(en.messages.fields));
  for (const [field, name] of Object.entries(ko.messages.fields)) expect(name, field).toMatch(/[가-힣]|^[A-Z]+$/);
});
