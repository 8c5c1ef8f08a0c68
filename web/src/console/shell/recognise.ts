/** Looks like one of our ids: an order's, a message's, or a correlation id. */
export function isId(typed: string): boolean {
  return /^[\w.:-]{8,128}$/.test(typed);
}

export function isAddress(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed);
}

/** Looks like something that identifies a Shopify order: a name with its number, an id, an e-mail address. */
export function isShopifyOrder(typed: string): boolean {
  return /^(?=.*\d)#?[\w.:-]{3,}$/.test(typed) || isAddress(typed);
}
