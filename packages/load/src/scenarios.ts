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

/** The APIs' addresses, without a slash at the end: `http://localhost:4000/sales`. */
export interface Apis {
  sales: string;
  lab: string;
}

export async function scenario(name: ScenarioName, { sales, lab }: Apis): Promise<Scenario> {
  switch (name) {
    case "orders":
      return { path: `${sales}/orders`, bodies: await orders(sales), expected: [201, 409], withinMs: 500 };
    case "async-orders":
      return {
        path: `${sales}/orders`,
        headers: { prefer: "respond-async" },
        bodies: await orders(sales),
        expected: [202],
        withinMs: 300,
      };
    case "increment":
      return { path: `${lab}/increment`, bodies: [{ input: 41 }], expected: [200], withinMs: 200 };
    case "produce":
      return { path: `${lab}/messages`, bodies: [{ input: 41 }], expected: [202], withinMs: 300 };
  }
}

async function orders(sales: string): Promise<object[]> {
  const answer = await fetch(`${sales}/products`);
  if (!answer.ok) throw new Error(`${sales}/products answered ${answer.status}.`);
  const { products } = (await answer.json()) as { products: { id: string }[] };
  return products.map(({ id: productId }, caller) => ({
    lines: [{ productId, quantity: 1 }],
    customer: { email: `load-${caller}@example.com` },
  }));
}
