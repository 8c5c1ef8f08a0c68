/** Removes e-mail addresses from the answers of SES and mail servers, so that none end up in logs and lists. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"',:;]+@[^\s<>"',:;]+/g, "(address)");
}
