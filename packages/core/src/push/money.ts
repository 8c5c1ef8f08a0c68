import type { PushLanguage } from "@donut/contracts/push";

/** Sums are kept in thousandths of the currency: no currency has a smaller subunit. */
const parts = 1_000;
const decimal = /^(-?)(\d{1,12})(?:\.(\d{1,3})0*)?$/;

/** @returns `11.74` as 11740; undefined if the text is not an amount that can be counted exactly */
export function thousandthsOf(amount: string): number | undefined {
  const [, minus, whole, fraction = ""] = decimal.exec(amount) ?? [];
  if (whole === undefined) return undefined;
  return (minus ? -1 : 1) * (Number(whole) * parts + Number(fraction.padEnd(3, "0")));
}

/** @returns `312,000 KRW`, `11.70 USD` */
export function moneyText(thousandths: number, currency: string, language: PushLanguage): string {
  const decimals = decimalsOf(currency);
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: Math.max(decimals, 3),
  }).format(thousandths / parts);
  return `${number} ${currency}`;
}

function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 0;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().minimumFractionDigits ?? 0;
}
