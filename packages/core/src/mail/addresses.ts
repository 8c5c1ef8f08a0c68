/** What SES and mail servers say names the addresses it is about; logs and lists are to know none. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"',:;]+@[^\s<>"',:;]+/g, "(address)");
}
