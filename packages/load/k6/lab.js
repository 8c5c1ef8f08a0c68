// The lab's two ways to add 1: the function itself, and a producer in front of a queue. To fill the dead-letter
// queue, first make the lab's consumer slow (console, Lab, step 3).
//   k6 run packages/load/k6/lab.js -e RATE=20

import { check } from "k6";
import http from "k6/http";
import { headers, labUrl, steadily } from "./settings.js";

export const options = {
  scenarios: { increment: steadily("increment"), produce: steadily("produce") },
  thresholds: {
    checks: ["rate>0.99"],
    "http_req_duration{name:increment}": ["p(95)<200"],
    "http_req_duration{name:produce}": ["p(95)<300"],
    dropped_iterations: ["count<1"],
  },
};

export function increment() {
  const input = __ITER;
  const answer = http.post(`${labUrl}/increment`, JSON.stringify({ input }), { headers, tags: { name: "increment" } });
  check(answer, { "one more": (it) => it.status === 200 && it.json("output") === input + 1 });
}

export function produce() {
  const answer = http.post(`${labUrl}/messages`, JSON.stringify({ input: __ITER }), {
    headers,
    tags: { name: "produce" },
  });
  check(answer, { "on the queue": ({ status }) => status === 202 });
}
