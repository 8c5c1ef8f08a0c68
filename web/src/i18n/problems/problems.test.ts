import { faults } from "@donut/contracts/faults";
import { problemKinds } from "@donut/contracts/problems";
import { expect, test } from "vitest";
import * as en from "./en.ts";
import * as ko from "./ko.ts";

const hangul = /[가-힣]/;
const params = {
  products: "glazed",
  mediaType: "application/json",
  available: "3",
  seconds: "12",
  queue: "OrderQueue",
  by: "Mina",
  task: "redrive",
  days: "30",
  most: "10",
};

test.each(problemKinds)("the problem %s has texts in both languages, with and without its parameters", (kind) => {
  for (const given of [params, {}]) {
    expect(en.messages.kinds[kind](given)).toMatch(/^[^가-힣]+$/);
    expect(ko.messages.kinds[kind](given)).toMatch(hangul);
    for (const { messages } of [en, ko]) expect(messages.kinds[kind](given)).not.toContain("undefined");
  }
});

test.each(Object.keys(faults) as (keyof typeof faults)[])("the fault %s has words in both languages", (code) => {
  const names = [...faults[code].matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, "7"]);
  const params: Record<string, string> = Object.fromEntries(names);
  expect(en.messages.faults[code](params)).toMatch(/^[^가-힣]+$/);
  expect(ko.messages.faults[code](params)).toMatch(hangul);
  for (const { messages } of [en, ko]) expect(messages.faults[code](params)).not.toContain("undefined");
});

test("fields have names in both languages", () => {
  expect(Object.keys(ko.messages.fields)).toEqual(Object.keys(en.messages.fields));
  for (const [field, name] of Object.entries(ko.messages.fields)) expect(name, field).toMatch(/[가-힣]|^[A-Z]+$/);
});
