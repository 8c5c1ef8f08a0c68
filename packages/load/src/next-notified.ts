import type { Visitor } from "./visitor.ts";

export interface NextNotified {
  /** From sending an order, or from leaving, until the next person is told that it is their turn, in ms. */
  afterOrder: number[];
  afterLeaving: number[];
}

/**
 * The holder of the only seat alternately orders or leaves, until the last visitor has it. @param order buys with an
 * admission
 */
export async function notifyNext(visitors: Visitor[], order: (token: string) => Promise<void>): Promise<NextNotified> {
  const told: NextNotified = { afterOrder: [], afterLeaving: [] };
  let token = visitors[0]?.place.admission?.token ?? "";
  for (const [index, visitor] of visitors.slice(0, -1).entries()) {
    const turn = visitors[index + 1]?.heard("turn");
    const leaves = index % 2 === 1;
    const from = performance.now();
    const done = leaves ? visitor.say("leave") : order(token);
    token = (await turn)?.token ?? "";
    (leaves ? told.afterLeaving : told.afterOrder).push(performance.now() - from);
    await done;
    visitors[index + 1]?.say("here");
  }
  return told;
}
