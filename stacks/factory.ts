import { canGet, canPut, canQuery, canSend, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { streamFunction } from "./helpers/stream.ts";
import { sweep } from "./helpers/sweep.ts";

// The factory is another company's system: the shop shares only its API, the API key, and the secret that signs its
// callbacks.

export const factoryApiKey = new sst.Secret("FactoryApiKey");
export const factorySigningSecret = new sst.Secret("FactorySigningSecret");

/** Its production orders, and its current behaviour. */
const factoryTable = new sst.aws.Dynamo("FactoryTable", {
  fields: { pk: "string", unfinished: "string", expectedAt: "string" },
  primaryIndex: { hashKey: "pk" },
  globalIndexes: { unfinished: { hashKey: "unfinished", rangeKey: "expectedAt" } },
  stream: "new-image",
});

/** Orders in production: a message is delayed for the production time, then the result is reported to the customer. */
const production = pipeline("FactoryProductionQueue", {
  subject: "factory",
  awaited: "production",
  consumer: {
    handler: "packages/functions/src/consumers/factory-production.handler",
    link: [canGet(factoryTable), canUpdate(factoryTable), factorySigningSecret],
    feeds: ["RestockApi"],
  },
  // The customer may be down for a while.
  tries: 20,
});

streamFunction("FactoryScheduler", {
  subject: "factory",
  table: factoryTable,
  handler: "packages/functions/src/streams/factory-scheduler.handler",
  link: [canGet(factoryTable), canUpdate(factoryTable), canSend(production.queue)],
});

/** Restarts productions that were not started or not ended. */
sweep("FactorySweep", {
  handler: "packages/functions/src/schedules/factory-sweep.handler",
  link: [
    canQuery(factoryTable, "unfinished"),
    canGet(factoryTable),
    canUpdate(factoryTable),
    canSend(production.queue),
  ],
  minutes: 5,
});

const factoryFunction = new sst.aws.Function("FactoryFunction", {
  handler: "packages/functions/src/api/factory.handler",
  link: [canGet(factoryTable), canPut(factoryTable), canUpdate(factoryTable), factoryApiKey],
});

export const factoryApi = httpApi("FactoryApi", { browser: true, feeds: ["FactoryProductionQueue"] });
factoryApi.route("$default", factoryFunction.arn);
