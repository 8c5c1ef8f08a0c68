import { ApiError, call } from "../../api/http.ts";
import type { Order, Problem, Shortage } from "../../api/types.ts";
import { salesUrl } from "../../api/urls.ts";
import { type Attempt, beginAttempt, closeAttempt, type OrderRequest } from "./attempt.ts";

export type Outcome =
  | { status: "placed"; order: Order }
  /** Nothing was sold. */
  | { status: "short"; short: Shortage[] }
  /** Nothing was sold, and a retry would be refused again. */
  | { status: "refused"; problem: Problem }
  /** Nothing was sold: the waiting room admits only visitors whose turn it is. `over`: the turn ended a moment ago. */
  | { status: "not-admitted"; over: boolean }
  /** No answer: it may have been sold. Placing it again finds out and never buys twice. */
  | { status: "unsure" };

const pauses = [400, 1200, 2500];

/**
 * Places an order, with a few retries under the same key if no answer comes. While an earlier attempt is open, that
 * attempt is sent instead of `request`.
 */
export async function placeOrder(
  request: OrderRequest,
  { admission, pause = wait }: { admission?: string | undefined; pause?: (ms: number) => Promise<void> } = {},
): Promise<Outcome> {
  const attempt = beginAttempt(request, admission);
  let busy = false;
  for (const ms of [...pauses, undefined]) {
    const outcome = await send(attempt, busy);
    if (outcome.status !== "unsure") {
      closeAttempt();
      return outcome;
    }
    busy ||= outcome.busy;
    if (ms !== undefined) await pause(ms);
  }
  return { status: "unsure" };
}

type Sent = Exclude<Outcome, { status: "unsure" }> | { status: "unsure"; busy: boolean };

/** When too many buy the same product, the order goes to the end of the order queue: it is booked in its turn. */
async function send({ key, request, admission }: Attempt, busy: boolean): Promise<Sent> {
  try {
    const { order } = await call<{ order: Order }>(`${salesUrl}/orders`, {
      method: "POST",
      body: request,
      headers: {
        "idempotency-key": key,
        ...(busy && { prefer: "respond-async" }),
        ...(admission !== undefined && { "x-admission": admission }),
      },
    });
    return { status: "placed", order };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429) {
      return { status: "unsure", busy: error instanceof ApiError && error.status === 503 };
    }
    if (error.status === 409 && error.problem.short) return { status: "short", short: error.problem.short };
    if (error.status === 403) {
      const refusal = /\/admission-(required|over)$/.exec(error.problem.type);
      if (refusal) return { status: "not-admitted", over: refusal[1] === "over" };
    }
    return { status: "refused", problem: error.problem };
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
