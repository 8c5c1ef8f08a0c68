import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import { searchOf } from "./urls.ts";

export interface Customer {
  id: string;
  email: string;
  type: "normal" | "vip";
  /** Of this type since. */
  since: string;
  /** The order that made the customer a VIP. */
  promotion?: { orderId: string; units: number };
  marketingToldAt?: string;
  /** Of the order that gave the customer this type. */
  correlationId: string;
}

const PAGE = 50;

/** The customer with exactly this address, if there is one. */
export const foundCustomerQuery = (email: string) =>
  queryOptions({
    queryKey: ["admin", "customers", "found", email],
    queryFn: ({ signal }) => call<{ customers: Customer[] }>(`${adminUrl}/customers${searchOf({ email })}`, { signal }),
  });

export const customersQuery = ({ type, after }: { type?: Customer["type"]; after?: string }) =>
  queryOptions({
    queryKey: ["admin", "customers", type, after],
    queryFn: ({ signal }) =>
      call<{ customers: Customer[]; next?: string }>(
        `${adminUrl}/customers${searchOf({ type, cursor: after, limit: PAGE })}`,
        { signal },
      ),
  });
