// Orders through the order queue; each one is polled until it is settled.
//   k6 run packages/load/k6/async-orders.js -e RATE=50

import { check, sleep } from "k6";
import http from "k6/http";
import { Trend } from "k6/metrics";
import { headers, order, salesUrl, steadily } from "./settings.js";

const untilSettled = new Trend("until_settled", true);
const patienceSeconds = 60;
const pauseSeconds = 0.5;

export const options = {
  scenarios: { queue: steadily("queue") },
  thresholds: {
    checks: ["rate>0.99"],
    "http_req_duration{name:queue}": ["p(95)<300", "p(99)<1000"],
    until_settled: ["p(95)<15000"],
    dropped_iterations: ["count<1"],
  },
};

export function setup() {
  return http
    .get(`${salesUrl}/products`)
    .json("products")
    .map(({ id }) => id);
}

export function queue(products) {
  const params = { headers: { ...headers, prefer: "respond-async" }, tags: { name: "queue" } };
  const accepted = http.post(`${salesUrl}/orders`, order(products), params);
  if (!check(accepted, { accepted: ({ status }) => status === 202 })) return;
  const { id, placedAt } = accepted.json("order");
  for (let waited = 0; waited < patienceSeconds; waited += pauseSeconds) {
    const { status, settledAt } = http.get(`${salesUrl}/orders/${id}`, { tags: { name: "follow" } }).json("order");
    if (status !== "queued") {
      untilSettled.add(Date.parse(settledAt) - Date.parse(placedAt));
      check(status, { "its turn came": () => true });
      return;
    }
    sleep(pauseSeconds);
  }
  check(id, { "its turn came": () => false });
}
