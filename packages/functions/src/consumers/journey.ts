import { anyEvent } from "@donut/contracts/events";
import { recordSteps } from "@donut/core/journey/journey";
import { consumeTogether } from "./consume-together.ts";

export const handler = consumeTogether(anyEvent, async (events) => {
  await recordSteps(events);
  return events.map(() => true);
});
