import { expect, test } from "vitest";
import { type FaultCode, faultOf, faults, faultText } from "./faults.ts";

test("a fault is recognised by its text, with its parameters", () => {
  expect(faultOf(faultText("whole-number", { from: 1, to: 50 }))).toEqual({
    code: "whole-number",
    params: { from: "1", to: "50" },
  });
  expect(faultOf(faultText("cursor"))).toEqual({ code: "cursor" });
  expect(faultOf("must be special or crash")).toEqual({ code: "one-of", params: { values: "special or crash" } });
  expect(faultOf("something else entirely")).toBeUndefined();
});

test.each(Object.keys(faults) as FaultCode[])("%s is told apart from all others by its words", (code) => {
  const text = faults[code].replaceAll(/\{\w+\}/g, "7");
  expect(faultOf(text)?.code).toBe(code);
});
