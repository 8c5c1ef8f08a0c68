import { expect, test } from "vitest";
import { comparison, type Figure } from "./kept-figures.ts";

const share = (value: number, rounds?: number[]): Figure => ({ name: "share", value, ...(rounds && { rounds }) });

test("a figure is compared with the kept one; only what exceeds the noise of either counts as moved", () => {
  expect(comparison(share(0.7), undefined)).toBe("");
  expect(comparison(share(0.7), { value: 0.68, noise: 0.05 })).toBe("was 0.68");
  expect(comparison(share(0.8), { value: 0.68, noise: 0.05 })).toBe("was 0.68: +18 %, more than the noise of 5 %");
  expect(comparison(share(0.5), { value: 0.68, noise: 0.1 })).toBe("was 0.68: −26 %, more than the noise of 10 %");
  expect(comparison(share(0.8, [0.6, 0.8, 1]), { value: 0.68, noise: 0.05 })).toBe("was 0.68");
  expect(comparison(share(835), { value: 1220, noise: 0.05 })).toContain("was 1220: −32 %");
});
