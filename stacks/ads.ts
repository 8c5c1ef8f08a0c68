import { auditTable } from "./audit.ts";
import { canGet, canMail, canPut, canQuery, canScan, canUpdate } from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { adMail, adMailTopic } from "./mail.ts";
import { outboxTable, topics } from "./messaging.ts";
import { stockTable } from "./sales-data.ts";

/** Who is asked to stop an ad. */
const adManagerEmail = new sst.Secret("AdManagerEmail");
/** Signs the link in that mail. */
const adStopSecret = new sst.Secret("AdStopSecret");

/** What is advertised where, whether the ad is running, and its history. */
export const campaignTable = new sst.aws.Dynamo("CampaignTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** The mails to the ad manager by shortage, so that there is one mail however often the message is delivered. */
export const adStopMailTable = new sst.aws.Dynamo("AdStopMailTable", {
  fields: { shortageId: "string", kind: "string", firstTriedAt: "string" },
  primaryIndex: { hashKey: "shortageId" },
  globalIndexes: { recent: { hashKey: "kind", rangeKey: "firstTriedAt" } },
  ttl: "expiresAt",
});

const seedCampaigns = new sst.aws.Function("SeedCampaigns", {
  handler: "packages/functions/src/deploy/seed-campaigns.handler",
  // It waits for its role's permissions.
  timeout: "1 minute",
  link: [canUpdate(campaignTable)],
});

new aws.lambda.Invocation("SeedCampaignsAtDeploy", {
  functionName: seedCampaigns.name,
  input: JSON.stringify({}),
  triggers: { code: seedCampaigns.nodes.function.s3Key.apply((key) => key ?? "") },
});

/** Changes in the stock of advertised products, until the campaigns know. */
pipeline("CampaignQueue", {
  subject: "campaign",
  awaited: "campaign",
  from: {
    topic: topics.stock,
    events: ["stock.depleted", "production.accepted", "stock.replenished", "shortage.closed"],
  },
  consumer: {
    handler: "packages/functions/src/consumers/campaign.handler",
    link: [canScan(campaignTable), canUpdate(campaignTable), canPut(outboxTable)],
    feeds: ["CampaignTopic"],
  },
});

/** Campaigns learn of shortages even if messages are lost. */
sweep("CampaignSweep", {
  handler: "packages/functions/src/schedules/campaign-sweep.handler",
  link: [canScan(stockTable), canScan(campaignTable), canUpdate(campaignTable), canPut(outboxTable)],
  minutes: 10,
});

/** Target of the link in the mail: whoever has the link may stop the ads that it names, without an account. */
const adsFunction = new sst.aws.Function("AdsFunction", {
  handler: "packages/functions/src/api/ads.handler",
  link: [adStopSecret, canScan(campaignTable), canUpdate(campaignTable), canPut(outboxTable)],
});
const adsApi = httpApi("AdsApi", { browser: false, feeds: ["CampaignTopic"] });
adsApi.route("$default", adsFunction.arn);

const askingTheManager = [
  canMail(adMail),
  adManagerEmail,
  adStopSecret,
  adsApi,
  canScan(campaignTable),
  canUpdate(adStopMailTable),
  canPut(outboxTable),
];

/** Shortages, until the ad manager has been asked to stop the ads for the product. */
pipeline("AdStopQueue", {
  subject: "campaign",
  awaited: "mail",
  from: { topic: topics.stock, events: ["stock.depleted"] },
  // By then the factory has usually said when to expect more, and the mail can say so.
  delaySeconds: 3,
  consumer: {
    handler: "packages/functions/src/consumers/ad-stop.handler",
    link: askingTheManager,
    feeds: ["CampaignTopic", "AdMailTopic"],
  },
  tries: 6,
});

/** Bounced mails to the ad manager, until they have been sent again and arrived, or somebody looks at them. */
pipeline("AdMailBounceQueue", {
  subject: "campaign",
  awaited: "mail",
  from: { topic: adMailTopic, events: ["Bounce"] },
  consumer: {
    handler: "packages/functions/src/consumers/ad-mail-bounce.handler",
    link: [...askingTheManager, canGet(adStopMailTable)],
    feeds: ["CampaignTopic", "AdMailTopic"],
  },
  tries: 6,
});

/** The campaigns' part of the operators' API, for the console. */
export const campaignsFunction = new sst.aws.Function("CampaignsFunction", {
  handler: "packages/functions/src/api/campaigns.handler",
  link: [
    canScan(campaignTable),
    canUpdate(campaignTable),
    canQuery(adStopMailTable, "recent"),
    canPut(outboxTable),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
});
