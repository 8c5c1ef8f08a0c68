import { testAddress } from "@donut/contracts/test-traffic";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import type { Order } from "../../api/types.ts";
import { adminUrl, salesUrl } from "../../api/urls.ts";

export interface LineState {
  /** The last number drawn. */
  issued: number;
  /** The last number served. */
  served: number;
  cleared: number;
  /** The orders being booked, and since when. */
  hand?: { first: number; last: number; at: string };
  results: LineResult[];
  /** Since the queue was opened: orders sold, orders rejected as short, and repeated orders found already booked. */
  sold: number;
  short: number;
  again: number;
  queue: { visible: number; inFlight: number };
  visibilityTimeoutSeconds: number;
  consumer: { enabled: boolean };
}

export interface LineResult {
  number: number;
  orderId: string;
  status: "completed" | "rejected" | "known";
  special?: boolean;
}

export const lineQuery = queryOptions({
  queryKey: ["admin", "order-queue"],
  queryFn: ({ signal }) => call<{ line: LineState }>(`${adminUrl}/order-line`, { signal }),
});

export const followedQuery = (id: string) =>
  queryOptions({
    queryKey: ["orders", id, "followed"],
    queryFn: ({ signal }) => call<{ order: Order }>(`${salesUrl}/orders/${id}`, { signal }),
  });

const customer = { email: testAddress("order-line") };

/** Puts a customer's order of one donut at the end of the queue. */
export const queueOrder = (productId: string, signal?: AbortSignal) =>
  call<{ order: Order }>(`${salesUrl}/orders`, {
    method: "POST",
    body: { lines: [{ productId, quantity: 1 }], customer },
    headers: { prefer: "respond-async" },
    signal,
  });

export const queueTestOrder = (kind: "special" | "crash") =>
  call<{ order: Order }>(`${adminUrl}/order-line/orders`, { method: "POST", body: { kind } });

export const serveByHand = (count: number) =>
  call<{ served: number; crashed: boolean }>(`${adminUrl}/order-line/serve`, { method: "POST", body: { count } });

export const clearLine = () =>
  call<{ upTo: number }>(`${adminUrl}/order-line/purge`, { method: "POST", body: { confirm: "OrderQueue" } });

export const switchConsumer = (enabled: boolean) =>
  call<{ consumer: { enabled: boolean } }>(`${adminUrl}/queues/OrderQueue/consumer`, {
    method: "PUT",
    body: { enabled },
  });
