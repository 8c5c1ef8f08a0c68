import { testAddress } from "@donut/contracts/test-traffic";
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import type { Order } from "../../api/types.ts";
import { adminUrl, salesUrl } from "../../api/urls.ts";
import type { DeadLetterPage, StockItem } from "../api/types.ts";
import { queueUrl, searchOf } from "../api/urls.ts";
import type { Purchase } from "./tour.ts";

export const queue = "RestockQueue";
export const dlq = "RestockQueueDlq";

export interface Factory {
  works: boolean;
  productionSeconds: number;
}

export const factoryQuery = queryOptions({
  queryKey: ["admin", "lab", "factory"],
  queryFn: ({ signal }) => call<{ factory: Factory }>(`${adminUrl}/lab/factory`, { signal }),
});

/** Breaks or mends the factory, for the whole shop. */
export async function setFactory(client: QueryClient, works: boolean): Promise<void> {
  // An answer that is under way is from before.
  await client.cancelQueries(factoryQuery);
  const answer = await call<{ factory: Factory }>(`${adminUrl}/lab/factory`, { method: "PUT", body: { works } });
  client.setQueryData(factoryQuery.queryKey, answer);
}

/** Safe to repeat: the same purchase is sold once. */
export const buyOut = ({ productId, quantity, correlationId }: Purchase) =>
  call<{ order: Order }>(`${salesUrl}/orders`, {
    method: "POST",
    body: { lines: [{ productId, quantity }], customer: { email: testAddress("guided-tour") } },
    headers: { "idempotency-key": correlationId, "x-correlation-id": correlationId },
  });

/** Makes the server look for the purchase's dead letter; the journey has it from then on. */
export const letterQuery = (correlationId: string) =>
  queryOptions({
    queryKey: ["admin", "tour", "letter", correlationId],
    queryFn: ({ signal }) =>
      call<DeadLetterPage>(`${queueUrl(dlq)}/messages${searchOf({ correlationId, limit: 1 })}`, { signal }),
  });

const favourite = "lavender-honey";
const mostAtOnce = 1000;

/** @returns what the tour may buy out: in stock and not short; one that few want, or that is nearly gone */
export function productFor(stock: StockItem[]): StockItem | undefined {
  const possible = stock.filter(({ available, shortage }) => !shortage && available > 0 && available <= mostAtOnce);
  const [fewest] = possible.toSorted((a, b) => a.available - b.available);
  return possible.find(({ productId }) => productId === favourite) ?? fewest;
}
