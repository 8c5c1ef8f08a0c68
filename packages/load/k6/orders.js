// Orders that are settled at once. Under any load the answer must be 201, or 409 if the product is sold out.
//   k6 run packages/load/k6/orders.js -e RATE=50

import { check } from "k6";
import http from "k6/http";
import { headers, order, salesUrl, steadily } from "./settings.js";

export const options = {
  scenarios: { orders: steadily("orders") },
  thresholds: {
    checks: ["rate>0.99"],
    "http_req_duration{name:order}": ["p(95)<500", "p(99)<1000"],
    dropped_iterations: ["count<1"],
  },
};

http.setResponseCallback(http.expectedStatuses(200, 201, 409));

export function setup() {
  return http
    .get(`${salesUrl}/products`)
    .json("products")
    .map(({ id }) => id);
}

export function orders(products) {
  const answer = http.post(`${salesUrl}/orders`, order(products), { headers, tags: { name: "order" } });
  check(answer, { "sold or sold out": ({ status }) => status === 201 || status === 409 });
}
