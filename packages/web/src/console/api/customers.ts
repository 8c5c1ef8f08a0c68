import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";

export interface Customer {
  id: string;
  email: string;
  type: "normal" | "vip";
  /** Of this type since. */
  since: string;
  promotion?: { orderId: string; units: number };
  marketingToldAt?: string;
}

const PAGE = 50;

export const customersQuery = (after: string | undefined) =>
  queryOptions({
    queryKey: ["admin", "customers", after],
    queryFn: ({ signal }) => {
      const cursor = after ? `&cursor=${encodeURIComponent(after)}` : "";
      return call<{ customers: Customer[]; next?: string }>(`${adminUrl}/customers?limit=${PAGE}${cursor}`, { signal });
    },
  });
