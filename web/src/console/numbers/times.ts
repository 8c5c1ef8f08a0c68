import type { Language } from "../../i18n/language.ts";

/** The time of day, in seconds since the epoch: `14:05`. */
export function clockText(seconds: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return format.format(new Date(seconds * 1000));
}

/** A period by its start, and by its end as well if it is longer than a minute: `14:05–14:20`. */
export function periodText(start: number, periodSeconds: number, language: Language): string {
  if (periodSeconds <= 60) return clockText(start, language);
  return `${clockText(start, language)}–${clockText(start + periodSeconds, language)}`;
}
