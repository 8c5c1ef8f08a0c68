import { Resource } from "sst";
import { z } from "zod";
import { correlationId } from "../context.ts";

export interface ProductionRequest {
  id: string;
  productId: string;
  quantity: number;
  /** Where the factory reports the end of the production. */
  callbackUrl: string;
}

export type FactoryAnswer =
  | { status: "accepted"; expectedAt: string }
  /** It said no; asking again cannot help. */
  | { status: "refused"; reason: string }
  /** It is down, too slow or overloaded; asking again may help. */
  | { status: "unavailable"; reason: string };

const accepted = z.object({ productionOrder: z.object({ id: z.string(), expectedAt: z.iso.datetime() }) });
const explanation = z.object({ detail: z.string() });
const timeoutMs = 5_000;
const maxReasonLength = 500;

/** Orders a production. The same request may be repeated: the factory knows it by its id and answers the same. */
export async function orderProduction(request: ProductionRequest, signal: AbortSignal): Promise<FactoryAnswer> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${Resource.FactoryApi.url}/production-orders`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-api-key": Resource.FactoryApiKey.value,
        "x-correlation-id": correlationId(),
      },
      body: JSON.stringify(request),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    body = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    return { status: "unavailable", reason: `The factory did not answer: ${causeOf(error)}` };
  }
  const parsed = json(body);
  if (response.ok) return answerOf(request, parsed);
  const reason = `The factory answered ${response.status}: ${(explanation.safeParse(parsed).data?.detail ?? body).slice(0, maxReasonLength)}`;
  return { status: isPassing(response.status) ? "unavailable" : "refused", reason };
}

function answerOf(request: ProductionRequest, body: unknown): FactoryAnswer {
  const answer = accepted.safeParse(body);
  if (!answer.success || answer.data.productionOrder.id !== request.id)
    return { status: "unavailable", reason: "The factory's answer does not make sense." };
  return { status: "accepted", expectedAt: answer.data.productionOrder.expectedAt };
}

/** Also a wrong API key (401, 403) passes: it is mended on our side and the same request then succeeds. */
function isPassing(status: number): boolean {
  return status >= 500 || [401, 403, 408, 425, 429].includes(status);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
