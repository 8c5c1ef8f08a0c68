import { stockDepleted } from "@donut/contracts/events/stock";
import { Failure } from "@donut/core/messaging/failure";
import { requestProduction } from "@donut/core/restock/request-production";
import { Resource } from "sst";
import { consume } from "./consume.ts";

export const handler = consume(stockDepleted.schema, async ({ data }, { signal }) => {
  const callbackUrl = `${Resource.RestockApi.url}/completions`;
  const result = await requestProduction(data, { callbackUrl, signal });
  if (result.status === "refused") throw new Failure("FactoryRefused", result.reason, { retryable: false });
  if (result.status === "unavailable") throw new Failure("FactoryUnavailable", result.reason, { retryable: true });
});
