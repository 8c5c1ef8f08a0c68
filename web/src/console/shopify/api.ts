import type {
  DeliveryQueued,
  SamplesStarted,
  ShopifyDelivery,
  ShopifyDeliveryDetail,
  ShopifyDeliveryPage,
  ShopifyOrderDetail,
  ShopifyOrderPage,
  ShopifyRefusal,
  ShopifySummary,
  ShopifyTask,
  ShopifyTaskPage,
  SkuList,
  SkuMapping,
} from "@donut/contracts/shopify";
import { queryOptions } from "@tanstack/react-query";
import { ApiError, call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import { searchOf } from "../api/urls.ts";
import type { DeliveriesSearch, OrdersSearch, PrivacySearch } from "./search.ts";

const url = `${adminUrl}/shopify`;
const PAGE = 50;

/** The query key of everything about Shopify. */
export const shopifyKey = ["admin", "shopify"];

export const summaryQuery = queryOptions({
  queryKey: [...shopifyKey, "summary"],
  queryFn: ({ signal }) => call<ShopifySummary>(`${url}/summary`, { signal }),
});

export const ordersQuery = ({ state, q, after }: OrdersSearch) =>
  queryOptions({
    queryKey: [...shopifyKey, "orders", state, q, after],
    queryFn: ({ signal }) =>
      call<ShopifyOrderPage>(`${url}/orders${searchOf({ state, q, cursor: after, limit: PAGE })}`, { signal }),
  });

/** The orders that match a name, an address or an id. */
export const foundOrdersQuery = (q: string) =>
  queryOptions({
    queryKey: [...shopifyKey, "found", q],
    queryFn: ({ signal }) => call<ShopifyOrderPage>(`${url}/orders${searchOf({ q, limit: 5 })}`, { signal }),
    retry: false,
    staleTime: 5000,
  });

/** `null` if it does not exist. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: [...shopifyKey, "order", id],
    queryFn: ({ signal }) => orNull(call<ShopifyOrderDetail>(`${url}/orders/${encodeURIComponent(id)}`, { signal })),
  });

export const deliveriesQuery = ({ result, after }: DeliveriesSearch) =>
  queryOptions({
    queryKey: [...shopifyKey, "deliveries", result, after],
    queryFn: ({ signal }) => readDeliveries({ result, cursor: after, limit: PAGE }, signal),
  });

export const readDeliveries = (
  page: { result?: ShopifyDelivery["result"] | undefined; cursor?: string | undefined; limit: number },
  signal?: AbortSignal,
) => call<ShopifyDeliveryPage>(`${url}/deliveries${searchOf(page)}`, { signal });

/** `null` if it does not exist, or not yet, if it was queued a moment ago. */
export const deliveryQuery = (webhookId: string) =>
  queryOptions({
    queryKey: [...shopifyKey, "delivery", webhookId],
    queryFn: ({ signal }) => orNull(call<ShopifyDeliveryDetail>(deliveryUrl(webhookId), { signal })),
  });

const deliveryUrl = (webhookId: string) => `${url}/deliveries/${encodeURIComponent(webhookId)}`;

/** `body` is the whole corrected body; without one, the original is used. */
export const retryDelivery = (webhookId: string, body: string | undefined) =>
  call<DeliveryQueued>(`${deliveryUrl(webhookId)}/retry`, {
    method: "POST",
    body: body === undefined ? {} : { body },
    timeout: 30_000,
  });

export const refusalsQuery = (hours: number) =>
  queryOptions({
    queryKey: [...shopifyKey, "refusals", hours],
    queryFn: ({ signal }) => call<{ refusals: ShopifyRefusal[] }>(`${url}/refusals${searchOf({ hours })}`, { signal }),
  });

export const skusQuery = queryOptions({
  queryKey: [...shopifyKey, "skus"],
  queryFn: ({ signal }) => call<SkuList>(`${url}/skus`, { signal }),
});

export const mapSku = ({ sku, productId, units }: Pick<SkuMapping, "sku" | "productId" | "units">) =>
  call<{ mapping: SkuMapping }>(`${url}/skus/${encodeURIComponent(sku)}`, {
    method: "PUT",
    body: { productId, units },
  });

/** `json` is sent unchanged: parsing and serializing would lose the last digits of long numbers. */
export const importOrder = (json: string) =>
  call<DeliveryQueued>(`${url}/orders/import`, { method: "POST", body: json, timeout: 30_000 });

export const sendSamples = (count: number, perSecond: number) =>
  call<SamplesStarted>(`${url}/samples`, { method: "POST", body: { count, perSecond } });

export const tasksQuery = ({ status, after }: PrivacySearch) =>
  queryOptions({
    queryKey: [...shopifyKey, "tasks", status, after],
    queryFn: ({ signal }) =>
      call<ShopifyTaskPage>(`${url}/tasks${searchOf({ status, cursor: after, limit: PAGE })}`, { signal }),
  });

export const finishTask = (id: string) =>
  call<{ task: ShopifyTask }>(`${url}/tasks/${encodeURIComponent(id)}/done`, { method: "POST" });

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
