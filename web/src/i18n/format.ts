import { type Language, useLanguage } from "./language.ts";

export interface Format {
  /** Whole won: ₩1,500. */
  money(won: number): string;
  number(value: number): string;
  /** An ISO time's time of day, to the second. */
  time(iso: string): string;
  /** An ISO time's day and time. */
  dateTime(iso: string): string;
}

const made = new Map<Language, Format>();

export function useFormat(): Format {
  return format(useLanguage());
}

export function format(language: Language): Format {
  const known = made.get(language);
  if (known) return known;
  const created = create(language);
  made.set(language, created);
  return created;
}

/** @returns minutes and seconds, `0:08` or `12:30`, of a duration in milliseconds; never below 0:00 */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function create(language: Language): Format {
  const time = new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23" });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  return {
    money: new Intl.NumberFormat(language, { style: "currency", currency: "KRW" }).format,
    number: new Intl.NumberFormat(language).format,
    time: (iso) => time.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
  };
}
