import type { Language } from "../../i18n/language.ts";

/** @returns a readable size, `7.2 kB`: the symbols are the same in every language */
export function bytesText(bytes: number, language: Language): string {
  const number = new Intl.NumberFormat(language);
  return bytes < 1000 ? `${number.format(bytes)} B` : `${number.format(Math.round(bytes / 100) / 10)} kB`;
}
