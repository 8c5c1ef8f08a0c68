/** Removes e-mail addresses from what SES and mail servers say, so that none end up in logs and lists. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"',:;]+@[^\s<>"',:;]+/g, "(address)");
}
