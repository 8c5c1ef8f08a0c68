import type { Order } from "../../api/types.ts";
import { visits } from "../shared/visits.ts";

/** The device remembers its newest orders. */
const kept = 200;

export function rememberOrder({ id, placedAt, total, lines }: Order): void {
  const others = visits.get().filter((it) => it.id !== id);
  const visit = { id, placedAt, total, lines: lines.map(({ productId, quantity }) => ({ productId, quantity })) };
  visits.set([visit, ...others].slice(0, kept));
}
