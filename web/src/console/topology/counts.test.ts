import { expect, test } from "vitest";
import { deadLetters, totalsOf } from "./counts.ts";

const queue = (name: string, visible: number, inFlight = 0, delayed = 0) => ({ name, visible, inFlight, delayed });

test("dead letters count as dead and not as waiting", () => {
  const queues = [queue("RestockQueue", 5, 2, 1), queue("RestockQueueDlq", 3, 1), queue("StockInQueue", 1)];
  expect(totalsOf(queues, new Set(["RestockQueueDlq"]))).toEqual({ waiting: 6, inFlight: 2, delayed: 1, dead: 4 });
});

test("a dead letter that is being viewed still counts as dead", () => {
  expect(deadLetters(queue("RestockQueueDlq", 2, 1))).toBe(3);
  expect(deadLetters(undefined)).toBe(0);
});
