/** What can be done to the system again and again: the scenarios of the k6 scripts, for machines without k6. */
export interface Scenario {
  path: string;
  headers?: Record<string, string>;
  /** One of these after the other. */
  bodies: object[];
  /** Answers that are as they should be. */
  expected: number[];
  /** 97.5 % of the answers come in so many ms. */
  withinMs: number;
}

export const scenarioNames = ["orders", "async-orders", "increment", "produce"] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** @param base where the APIs are side by side: http://localhost:4000 */
export async function scenario(name: ScenarioName, base: string): Promise<Scenario> {
  switch (name) {
    case "orders":
      return { path: `${base}/sales/orders`, bodies: await orders(base), expected: [201, 409], withinMs: 500 };
    case "async-orders":
      return {
        path: `${base}/sales/orders`,
        headers: { prefer: "respond-async" },
        bodies: await orders(base),
        expected: [202],
        withinMs: 300,
      };
    case "increment":
      return { path: `${base}/lab/increment`, bodies: [{ input: 41 }], expected: [200], withinMs: 200 };
    case "produce":
      return { path: `${base}/lab/messages`, bodies: [{ input: 41 }], expected: [202], withinMs: 300 };
  }
}

async function orders(base: string): Promise<object[]> {
  const answer = await fetch(`${base}/sales/products`);
  if (!answer.ok) throw new Error(`${base}/sales/products answered ${answer.status}.`);
  const { products } = (await answer.json()) as { products: { id: string }[] };
  return products.map(({ id: productId }, caller) => ({
    lines: [{ productId, quantity: 1 }],
    customer: { email: `load-${caller}@example.com` },
  }));
}
