/** The system under load: the APIs of a laptop, or `-e BASE=https://…` for a base URL that has them side by side. */
const base = __ENV.BASE || "http://localhost:4000";

export const salesUrl = __ENV.SALES_URL || `${base}/sales`;
export const labUrl = __ENV.LAB_URL || `${base}/lab`;

export const headers = { "content-type": "application/json" };

/** Calls per second, and seconds: `-e RATE=50 -e SECONDS=60`. */
export const rate = Number(__ENV.RATE || 20);
export const duration = `${Number(__ENV.SECONDS || 30)}s`;

/** Starts `rate` calls per second, however long each takes. */
export function steadily(exec) {
  return {
    executor: "constant-arrival-rate",
    rate,
    timeUnit: "1s",
    duration,
    preAllocatedVUs: Math.max(10, rate),
    maxVUs: 10 * Math.max(10, rate),
    exec,
  };
}

export function order(products) {
  const productId = products[Math.floor(Math.random() * products.length)];
  return JSON.stringify({
    lines: [{ productId, quantity: 1 }],
    // Test traffic, which creates no customers (packages/contracts/src/test-traffic.ts).
    customer: { email: `load-${__VU}@test.donut-states.example` },
  });
}
