import type { ListedOrder } from "@donut/contracts/orders";
import type { ShopifyOrder } from "@donut/contracts/shopify";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { foundOrdersQuery } from "../api/orders.ts";
import { journeyQuery } from "../api/records.ts";
import { foundOrdersQuery as foundShopifyOrdersQuery } from "../shopify/api.ts";
import { isAddress, isId, isShopifyOrder } from "./recognise.ts";

interface Found {
  orders: ListedOrder[];
  shopifyOrders: ShopifyOrder[];
  /** The stops of the journey with the typed correlation id. */
  stops: number;
  /** Whether the search is over. */
  settled: boolean;
}

const TYPING_MS = 250;
const FRESH_MS = 5000;

/** What there is by the typed id or address, once typing pauses. */
export function useFound(typed: string): Found {
  const [paused, setPaused] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const still = paused === typed;
  const orders = useQuery({ ...foundOrdersQuery(paused), enabled: still && (isId(paused) || isAddress(paused)) });
  const shopify = useQuery({ ...foundShopifyOrdersQuery(paused), enabled: still && isShopifyOrder(paused) });
  const journey = useQuery({
    ...journeyQuery(paused),
    enabled: still && isId(paused),
    retry: false,
    staleTime: FRESH_MS,
  });
  return {
    orders: orders.data?.orders ?? [],
    shopifyOrders: shopify.data?.orders ?? [],
    stops: journey.data?.steps.length ?? 0,
    settled: still && ![orders, shopify, journey].some(({ isFetching }) => isFetching),
  };
}
