import { createHmac } from "node:crypto";
import { Resource } from "sst";
import { readBehaviour } from "./behaviour.ts";
import { advance, type Production, readProduction } from "./production.ts";
import type { ProductionMessage } from "./schedule-production.ts";

export { productionMessage } from "./schedule-production.ts";

export type Finished =
  | { status: "reported" }
  /** The customer did not accept the report; it must be sent again. */
  | { status: "not-delivered"; reason: string }
  | { status: "unknown-order" };

const callbackTimeoutMs = 5_000;

/** Ends a production, once, and reports the outcome to the customer's callback URL. */
export async function finishProduction({ id }: ProductionMessage, signal: AbortSignal): Promise<Finished> {
  const order = await readProduction(id);
  if (order === undefined) return { status: "unknown-order" };
  const finished = isFinished(order) ? order : await finish(id);
  if (finished === undefined) return { status: "unknown-order" };
  return report(finished, signal);
}

function isFinished({ status }: Production): boolean {
  return status === "completed" || status === "failed";
}

async function finish(id: string): Promise<Production | undefined> {
  const { productionFailureRate } = await readBehaviour();
  const finishedAt = new Date().toISOString();
  if (Math.random() >= productionFailureRate) return advance(id, { status: "completed", finishedAt });
  return advance(id, { status: "failed", finishedAt, reason: "The oven broke down." });
}

async function report(order: Production, signal: AbortSignal): Promise<Finished> {
  const { id, productId, quantity, status, finishedAt, reason } = order;
  const body = JSON.stringify({ id, productId, quantity, status, finishedAt, reason });
  try {
    const response = await fetch(order.callbackUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-factory-signature": sign(body, Resource.FactorySigningSecret.value),
        "x-correlation-id": order.correlationId,
      },
      body,
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(callbackTimeoutMs)]),
    });
    await response.body?.cancel();
    if (response.ok) return { status: "reported" };
    return { status: "not-delivered", reason: `${order.callbackUrl} answered ${response.status}.` };
  } catch (error) {
    signal.throwIfAborted();
    return { status: "not-delivered", reason: `${order.callbackUrl} did not answer: ${messageOf(error)}` };
  }
}

/** @returns `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
function sign(body: string, secret: string): string {
  const time = Math.floor(Date.now() / 1000);
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
