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

export const factoryKey = { "x-api-key": "factory-dev-key" };

/** One order; `key` is its idempotency key. */
export function buy(shop: Shop, lines: { productId: string; quantity: number }[], key?: string): Promise<Response> {
  return fetch(`${shop.sales}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key !== undefined && { "idempotency-key": key }) },
    body: JSON.stringify({ lines, customer: { email: "mina@example.com" } }),
  });
}

export async function factoryBehaves(shop: Shop, behaviour: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${shop.factory}/behaviour`, {
    method: "PUT",
    headers: { ...factoryKey, "content-type": "application/json" },
    body: JSON.stringify(behaviour),
  });
  if (!response.ok) throw new Error(`The factory's behaviour was not changed: ${await response.text()}`);
}

export const products = async (shop: Shop) => (await read<{ products: Product[] }>(`${shop.sales}/products`)).products;

export const queues = async (shop: Shop) => (await readAdmin<{ queues: QueueState[] }>(shop, "/queues")).queues;

export const adminStock = async (shop: Shop) => (await readAdmin<{ stock: StockLevel[] }>(shop, "/stock")).stock;

export const messages = async (shop: Shop, queue: string) =>
  (await readAdmin<{ messages: Message[] }>(shop, `/queues/${queue}/messages`)).messages;

/** @returns all production orders that ended well */
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

async function readAdmin<T>(shop: Shop, path: string): Promise<T> {
  return read(`${shop.admin}${path}`, { authorization: `Bearer ${await operatorToken(shop)}` });
}

async function read<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  // Once more, since a kept connection may have been closed by a kill in between.
  const response = await fetch(url, { headers }).catch(() => fetch(url, { headers }));
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
