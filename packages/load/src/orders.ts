import autocannon from "autocannon";

export interface Load {
  salesUrl: string;
  productIds: string[];
  /** The total number of orders, and how many callers place them, each one after another. */
  orders: number;
  callers: number;
}

export interface LoadResult {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers by status; only 201 is a sale. */
  answers: Record<string, number>;
}

/** Places one-unit orders over HTTP, cycling through the products. */
export async function placeOrders({ salesUrl, productIds, orders, callers }: Load): Promise<LoadResult> {
  const started = performance.now();
  let answeredAt = started;
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const options = {
    url: salesUrl,
    connections: callers,
    amount: orders,
    timeout: 60,
    requests: productIds.map((productId, number) => ({
      method: "POST" as const,
      path: `${new URL(salesUrl).pathname}/orders`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        lines: [{ productId, quantity: 1 }],
        customer: { email: `caller-${number}@example.com` },
      }),
    })),
  };
  autocannon(options, (error, result) => (error ? reject(error) : resolve(result))).on("response", () => {
    answeredAt = performance.now();
  });
  const result = await promise;
  const answers = Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count ?? 0]);
  return {
    // The result's own end time is rounded to a whole second.
    perSecond: (orders / (answeredAt - started)) * 1000,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    answers: Object.fromEntries(answers),
  };
}

export interface SteadyLoad {
  path: string;
  headers?: Record<string, string>;
  bodies: object[];
  /** Calls per second, and for how long. */
  rate: number;
  seconds: number;
}

/** Makes calls at a steady rate, cycling through the bodies. `failed`: calls without an answer. */
export async function steadily({ path, headers, bodies, rate, seconds }: SteadyLoad) {
  const url = new URL(path);
  const result = await autocannon({
    url: url.origin,
    connections: Math.min(64, Math.max(4, rate)),
    overallRate: rate,
    duration: seconds,
    timeout: 60,
    requests: bodies.map((body) => ({
      method: "POST",
      path: url.pathname,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    })),
  });
  const answers = Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count ?? 0]);
  return {
    p50Ms: result.latency.p50,
    p97Ms: result.latency.p97_5,
    p99Ms: result.latency.p99,
    failed: result.errors,
    answers: Object.fromEntries(answers) as Record<string, number>,
  };
}
