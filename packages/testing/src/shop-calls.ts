import type { Shop } from "./shop.ts";
import { operatorToken } from "./sign-in.ts";

export interface QueueState {
  name: string;
  visible: number;
  inFlight: number;
  delayed: number;
}

export interface StockLevel {
  productId: string;
  available: number;
  owed?: number;
  reserved?: number;
  shortage?: { id: string };
}

export interface ProductionOrder {
  id: string;
  productId: string;
  quantity: number;
  status: string;
}

export interface Product {
  id: string;
  price: number;
  stock: { available: number; state: string; expectedAt?: string };
}

export interface Message {
  id: string;
  body: string;
  lastError?: { name: string; message: string };
}

/** One order; `key` is its idempotency key. */
export function buy(
  shop: Shop,
  lines: { productId: string; quantity: number }[],
  key?: string,
  email = "mina@example.com",
): Promise<Response> {
  return fetch(`${shop.sales}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key !== undefined && { "idempotency-key": key }) },
    body: JSON.stringify({ lines, customer: { email } }),
  });
}

export const factoryBehaves = (shop: Shop, behaviour: Record<string, unknown>) =>
  behaves(shop.factory, "factory-dev-key", behaviour);

export const marketingBehaves = (shop: Shop, behaviour: Record<string, unknown>) =>
  behaves(shop.marketing, "marketing-dev-key", behaviour);

async function behaves(system: string, key: string, behaviour: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${system}/behaviour`, {
    method: "PUT",
    headers: { "x-api-key": key, "content-type": "application/json" },
    body: JSON.stringify(behaviour),
  });
  if (!response.ok) throw new Error(`The behaviour of ${system} was not changed: ${await response.text()}`);
}

/** Sets how mailboxes treat mails sent from now on. */
export const mailboxesBehave = (
  shop: Shop,
  behaviour: { refuse?: boolean; bounce?: "none" | "transient" | "permanent" | "reply" },
) => behaves(shop.inbox, "", behaviour);

export interface Mail {
  subject: string;
  destination: { to: string[] };
  body: { text: string; html: string };
}

/** @returns the mails in the inbox, oldest first */
export const mails = async (shop: Shop) => (await read<{ emails: Mail[] }>(`${shop.inbox}/store`)).emails;

export const products = async (shop: Shop) => (await read<{ products: Product[] }>(`${shop.sales}/products`)).products;

export const queues = async (shop: Shop) => (await readAdmin<{ queues: QueueState[] }>(shop, "/queues")).queues;

export const adminStock = async (shop: Shop) => (await readAdmin<{ stock: StockLevel[] }>(shop, "/stock")).stock;

export const messages = async (shop: Shop, queue: string) =>
  (await readAdmin<{ messages: Message[] }>(shop, `/queues/${queue}/messages`)).messages;

/** @returns all production orders that were completed */
export async function completedProduction(shop: Shop): Promise<ProductionOrder[]> {
  const all: ProductionOrder[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await readAdmin<{ productionOrders: ProductionOrder[]; next?: string }>(
      shop,
      `/production-orders?limit=100${query}`,
    );
    all.push(...page.productionOrders);
    cursor = page.next;
  } while (cursor !== undefined);
  return all.filter((it) => it.status === "completed");
}

/** @returns the operators' API's answer to an operator */
export async function readAdmin<T>(shop: Shop, path: string): Promise<T> {
  return read(`${shop.admin}${path}`, { authorization: `Bearer ${await operatorToken(shop)}` });
}

/** Corrects a stock, as an operator. */
export const adjustStock = (shop: Shop, productId: string, adjustBy: number) =>
  putAdmin(shop, `/stock/${productId}`, { adjustBy, reason: "counted" });

/** Pauses a queue's consumer, or resumes it: what must not happen yet does not, on however slow a machine. */
export const setConsumer = (shop: Shop, queue: string, enabled: boolean) =>
  putAdmin(shop, `/queues/${queue}/consumer`, { enabled });

async function putAdmin(shop: Shop, path: string, body: object): Promise<void> {
  const response = await fetch(`${shop.admin}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${await operatorToken(shop)}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`PUT ${path} as an operator: ${await response.text()}`);
}

async function read<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  // Once more, since a kill in between may have closed a kept connection.
  const response = await fetch(url, { headers }).catch(() => fetch(url, { headers }));
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
