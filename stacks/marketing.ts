import { canGet, canPut, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";

// The marketing system is another company's, as the factory is: its API and the key to it are all there is of it.

export const marketingApiKey = new sst.Secret("MarketingApiKey");

/** The notices it has got, and how it behaves at present. */
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
