/** @returns an amount with thousands separators and every digit as received: `1,335,000`, `11.70` */
export function amountText(amount: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) ?? [];
  return whole === "" ? amount : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction}`;
}
