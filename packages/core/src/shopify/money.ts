/**
 * @returns an amount in the smallest unit of its currency, as defined by ISO 4217: 6000 KRW are 6000, 11.74 USD are
 * 1174. Undefined if it cannot be converted exactly.
 */
export function minorUnits(amount: string, currency: string): number | undefined {
  const digits = fractionDigits(currency);
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (digits === undefined || parts === null) return undefined;
  const [, sign = "", whole = "", fraction = ""] = parts;
  if (/[1-9]/.test(fraction.slice(digits))) return undefined;
  const minor = Number(`${sign}${whole}${fraction.slice(0, digits).padEnd(digits, "0")}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

function fractionDigits(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency) || currency === "XXX") return undefined;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
}
