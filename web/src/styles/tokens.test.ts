import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const pairs = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? "",
    { light: light ?? "", dark: dark ?? "" },
  ]),
);
const subjects = ["orders", "stock", "ads", "customers", "waiting", "shopify", "ops", "signal"];
const grounds = ["paper", "surface", "sunken"];

/** WCAG AA: 4.5 for text, 3 for shapes. */
const needed: [foreground: string, background: string, ratio: number][] = [
  ...["ink", "ink-soft", "ink-faint"].flatMap((ink) => grounds.map((it) => [ink, it, 4.5] as [string, string, number])),
  ...subjects.flatMap((it): [string, string, number][] => [
    ...grounds.map((ground): [string, string, number] => [`${it}-ink`, ground, 4.5]),
    [`${it}-ink`, `${it}-wash`, 4.5],
    [it, "paper", 3],
    [it, "surface", 3],
  ]),
  ["on-line", "orders", 4.5],
];

test.each(["light", "dark"] as const)("the %s colours have enough contrast", (scheme) => {
  for (const [foreground, background, ratio] of needed) {
    const [front, back] = [pairs.get(foreground)?.[scheme], pairs.get(background)?.[scheme]];
    expect(contrast(front, back), `${foreground} on ${background}`).toBeGreaterThanOrEqual(ratio);
  }
});

function contrast(one: string | undefined, other: string | undefined): number {
  if (!one || !other) return 0;
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
