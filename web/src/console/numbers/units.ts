import type { Language } from "../../i18n/language.ts";
import { duration } from "../text/duration.ts";

export type Unit = "count" | "rate" | "seconds" | "milliseconds";

const decimal = [1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((step) => [step, step * 1e3, step * 1e6]);
const clock = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200];
const days = [1, 2, 5, 10, 20, 50].map((count) => count * 86_400);

/** The distances that an axis's marks may have. */
const steps: Record<Unit, number[]> = {
  count: decimal.toSorted((a, b) => a - b),
  rate: [0.1, 0.2, 0.5, ...decimal].toSorted((a, b) => a - b),
  seconds: [...clock, ...days],
  milliseconds: decimal.toSorted((a, b) => a - b),
};
const mostMarks = 4;

/** Marks of an axis from 0 on, at round numbers, the last one not below `highest`; 0 and 1 if all values are 0. */
export function marksOf(highest: number, unit: Unit): number[] {
  if (highest === 0) return [0, 1];
  const step = steps[unit].find((it) => highest <= it * mostMarks) ?? steps[unit].at(-1) ?? 1;
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => rounded(index * step));
}

/** A value with its unit, as short as an axis needs it: `1.2K`, `2m 30s`, `350ms`, `1.5s`. */
export function valueText(value: number, unit: Unit, language: Language): string {
  if (unit === "seconds") return duration(value, language);
  if (unit === "milliseconds" && value >= 60_000) return duration(value / 1000, language);
  const part = unit === "milliseconds" ? timeOf(value) : undefined;
  return new Intl.NumberFormat(language, {
    ...(part && { style: "unit", unit: part.unit, unitDisplay: "narrow" }),
    ...(!part && value >= 10_000 && { notation: "compact" }),
    maximumFractionDigits: digitsOf(part?.value ?? value, part?.unit === "millisecond"),
  }).format(part?.value ?? value);
}

function timeOf(milliseconds: number): { value: number; unit: "second" | "millisecond" } {
  if (milliseconds < 1000) return { value: milliseconds, unit: "millisecond" };
  return { value: milliseconds / 1000, unit: "second" };
}

function digitsOf(value: number, whole: boolean): number {
  if (value >= 10_000) return 1;
  if (whole) return value < 10 ? 1 : 0;
  return value < 1 ? 2 : value < 100 ? 1 : 0;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
