/** What a message is about, in a few words, so that a list's rows differ: `60 × Boston Cream · mina@example.com`. */
export function summaryOf(body: string, productName: (id: string) => string): string {
  const facts = factsOf(body);
  const text = (key: string) => (typeof facts[key] === "string" && facts[key] !== "" ? [facts[key]] : []);
  const goods = goodsIn(facts).map(({ productId, quantity }) => {
    const name = productName(productId);
    return quantity === undefined ? name : `${quantity} × ${name}`;
  });
  const more = goods.length > 2 ? [...goods.slice(0, 2), `+${goods.length - 2}`] : goods;
  const who = [...text("email"), ...text("campaignId"), ...text("sku"), ...text("queue")];
  const numbers =
    who.length + goods.length > 0 ? [] : [...text("orderId"), ...text("customerId"), ...text("id")].slice(0, 1);
  return [more.join(", "), ...who, ...numbers].filter(Boolean).slice(0, 3).join(" · ");
}

interface Goods {
  productId: string;
  quantity: number | undefined;
}

/** The body's own fields, with those of an event's `data`. */
function factsOf(body: string): Record<string, unknown> {
  const value = parsed(body);
  return isRecord(value) ? { ...value, ...(isRecord(value.data) && value.data) } : {};
}

function goodsIn(facts: Record<string, unknown>): Goods[] {
  const lines: unknown[] = Array.isArray(facts.lines) ? facts.lines : [facts];
  return lines.flatMap((line) => {
    if (!isRecord(line) || typeof line.productId !== "string") return [];
    return [{ productId: line.productId, quantity: typeof line.quantity === "number" ? line.quantity : undefined }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** @returns undefined if it is not JSON, or cut */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
