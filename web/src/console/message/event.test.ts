import { expect, test } from "vitest";
import { eventOf } from "./event.ts";

test.each([
  ['{"type":"stock.depleted","correlationId":"c-1","data":{}}', { type: "stock.depleted", correlationId: "c-1" }],
  ['{"type":5}', {}],
  ["[1,2]", {}],
  ["null", {}],
  ["not json", {}],
])("%s", (body, event) => {
  expect(eventOf(body)).toEqual(event);
});
