import type { Language } from "../../i18n/language.ts";

type Unit = "second" | "minute" | "hour" | "day";

const UNITS: [Unit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** A span in seconds by its two largest units: `45s`, `2m 5s`, `3h`; Korean `2분 5초`. Never below zero. */
export function duration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds));
  const first = UNITS.findIndex(([, size]) => whole >= size);
  if (first === -1) return part(0, "second", language);
  const parts: string[] = [];
  let left = whole;
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(part(count, unit, language));
  }
  return parts.join(" ");
}

function part(count: number, unit: Unit, language: Language): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "narrow" }).format(count);
}
