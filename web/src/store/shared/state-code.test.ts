import { donuts } from "@donut/core/catalog/donuts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stateCodes } from "./state-code.ts";

test("every product of the catalogue has a code of its own", () => {
  const codes = stateCodes(donuts.map((it) => it.id));
  expect(codes.get("glazed")).toBe("GL");
  expect(codes.get("hoyong-special")).toBe("HS");
  expect(new Set(codes.values()).size).toBe(donuts.length);
});

test("any id has a code", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/)), (ids) => {
      expect([...stateCodes(ids).keys()]).toEqual(ids);
    }),
  );
});
