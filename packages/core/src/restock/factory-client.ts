import { Resource } from "sst";
import * as z from "zod";
import { askLegacy, postToLegacy } from "../legacy/call.ts";

export interface ProductionRequest {
  id: string;
  productId: string;
  quantity: number;
  /** Where the factory reports the end of the production. */
  callbackUrl: string;
}

export type FactoryAnswer =
  | { status: "accepted"; expectedAt: string }
  /** Refused; retrying cannot help. */
  | { status: "refused"; reason: string }
  /** Down, too slow or overloaded; retrying may help. */
  | { status: "unavailable"; reason: string };

const accepted = z.object({ productionOrder: z.object({ id: z.string(), expectedAt: z.iso.datetime() }) });

/** Orders a production. Safe to repeat: the factory recognises the id and gives the same answer. */
export async function orderProduction(request: ProductionRequest, signal: AbortSignal): Promise<FactoryAnswer> {
  const answer = await postToLegacy({
    name: "The factory",
    url: `${Resource.FactoryApi.url}/production-orders`,
    apiKey: Resource.FactoryApiKey.value,
    body: request,
    signal,
  });
  if (answer.status !== "answered") return answer;
  const parsed = accepted.safeParse(answer.body);
  if (!parsed.success || parsed.data.productionOrder.id !== request.id)
    return { status: "unavailable", reason: "The factory's answer does not make sense." };
  return { status: "accepted", expectedAt: parsed.data.productionOrder.expectedAt };
}

export type ProductionState =
  | { status: "accepted" | "producing" | "completed" | "failed" }
  /** The factory does not know this order. */
  | { status: "unknown"; reason: string }
  | { status: "unavailable"; reason: string };

const asked = z.object({
  productionOrder: z.object({ id: z.string(), status: z.enum(["accepted", "producing", "completed", "failed"]) }),
});

/** Asks about the progress of a production. */
export async function askAboutProduction(id: string, signal: AbortSignal): Promise<ProductionState> {
  const answer = await askLegacy({
    name: "The factory",
    url: `${Resource.FactoryApi.url}/production-orders/${encodeURIComponent(id)}`,
    apiKey: Resource.FactoryApiKey.value,
    signal,
  });
  if (answer.status === "refused") return { status: "unknown", reason: answer.reason };
  if (answer.status === "unavailable") return answer;
  const parsed = asked.safeParse(answer.body);
  if (parsed.success && parsed.data.productionOrder.id === id) return { status: parsed.data.productionOrder.status };
  return { status: "unavailable", reason: "The factory's answer does not make sense." };
}
