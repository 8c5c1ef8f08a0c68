import { testAddress } from "@donut/contracts/test-traffic";

/** A repeatable load on the system: the scenarios of the k6 scripts, for machines without k6. */
export interface Scenario {
  path: string;
  headers?: Record<string, string>;
  /** Request bodies, used in turn. */
  bodies: object[];
  /** Expected statuses. */
  expected: number[];
  /** 97.5 % of the answers must arrive within this many ms. */
  withinMs: number;
}

export const scenarioNames = ["orders", "async-orders", "increment", "produce"] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** The APIs' URLs, without a trailing slash: `http://localhost:4000/sales`. */
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
    customer: { email: testAddress(`load-${caller}`) },
  }));
}
