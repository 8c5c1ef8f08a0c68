import { stockDepleted } from "@donut/contracts/events/stock";
import { askToStop } from "@donut/core/campaign/ask-to-stop";
import { consume } from "./consume.ts";
import { mailFailure } from "./mail-failure.ts";

export const handler = consume(stockDepleted.schema, async (event, { signal }) => {
  const result = await askToStop(event, signal);
  if (result.status === "failed" || result.status === "being-sent") throw mailFailure(result);
});
