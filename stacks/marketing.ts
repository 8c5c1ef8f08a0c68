import { canGet, canPut, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";

// Like the factory, the marketing system is another company's: the shop shares only its API and the API key.

export const marketingApiKey = new sst.Secret("MarketingApiKey");

/** The notices it has received, and its current behaviour. */
const marketingTable = new sst.aws.Dynamo("MarketingTable", {
  fields: { pk: "string" },
  primaryIndex: { hashKey: "pk" },
});

const marketingFunction = new sst.aws.Function("MarketingFunction", {
  handler: "packages/functions/src/api/marketing.handler",
  link: [canGet(marketingTable), canPut(marketingTable), canUpdate(marketingTable), marketingApiKey],
});

export const marketingApi = httpApi("MarketingApi", { browser: false });
marketingApi.route("$default", marketingFunction.arn);
