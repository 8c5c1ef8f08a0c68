import type { ListedOrder, OrderPage, OrderTotals } from "@donut/contracts/orders";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import { searchOf } from "./urls.ts";

export type OrderState = ListedOrder["status"];

export interface OrdersSearch {
  /** An exact order id, e-mail address or correlation id. */
  q?: string;
  state?: OrderState;
  product?: string;
  /** In the viewer's time zone: `2026-11-28`. */
  day?: string;
  tests?: "hidden";
  /** The `next` of the page before. */
  after?: string;
}

const PAGE = 50;

export const ordersQuery = ({ q, state, product, day, tests, after }: OrdersSearch) =>
  queryOptions({
    queryKey: ["admin", "orders", q, state, product, day, tests, after],
    queryFn: ({ signal }) =>
      call<OrderPage>(
        `${adminUrl}/orders${searchOf({
          ...{ q, product, status: state, cursor: after, limit: PAGE },
          ...(tests && { test: "false" }),
          ...(day && spanOf(day)),
        })}`,
        { signal },
      ),
  });

/** The orders that an id or an address leads to. */
export const foundOrdersQuery = (q: string) =>
  queryOptions({
    queryKey: ["admin", "orders", "found", q],
    queryFn: ({ signal }) => call<OrderPage>(`${adminUrl}/orders${searchOf({ q, limit: 5 })}`, { signal }),
    retry: false,
    staleTime: 5000,
  });

export const orderTotalsQuery = (email: string) =>
  queryOptions({
    queryKey: ["admin", "order-totals", email],
    queryFn: ({ signal }) =>
      call<{ totals: OrderTotals }>(`${adminUrl}/order-totals${searchOf({ email })}`, { signal }),
  });

/** @returns the beginning and the end of a day in this time zone */
function spanOf(day: string): { from: string; until: string } {
  const from = new Date(`${day}T00:00`);
  const next = new Date(from);
  next.setDate(next.getDate() + 1);
  return { from: from.toISOString(), until: new Date(next.getTime() - 1).toISOString() };
}
