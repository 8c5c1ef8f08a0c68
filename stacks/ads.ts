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

/** What is advertised where, whether the ad runs, and all that happened to it. */
export const campaignTable = new sst.aws.Dynamo("CampaignTable", {
  fields: { id: "string" },
  primaryIndex: { hashKey: "id" },
});

/** The mails to the ad manager, by their shortage: what makes it one mail however often its message comes. */
export const adStopMailTable = new sst.aws.Dynamo("AdStopMailTable", {
  fields: { shortageId: "string", kind: "string", firstTriedAt: "string" },
  primaryIndex: { hashKey: "shortageId" },
  globalIndexes: { recent: { hashKey: "kind", rangeKey: "firstTriedAt" } },
  ttl: "expiresAt",
});

const seedCampaigns = new sst.aws.Function("SeedCampaigns", {
  handler: "packages/functions/src/deploy/seed-campaigns.handler",
  // It waits for its role's rights.
  timeout: "1 minute",
  link: [canUpdate(campaignTable)],
});

new aws.lambda.Invocation("SeedCampaignsAtDeploy", {
  functionName: seedCampaigns.name,
  input: JSON.stringify({}),
  triggers: { code: seedCampaigns.nodes.function.s3Key.apply((key) => key ?? "") },
});

/** What happens to the stock of what is advertised, until the campaigns know. */
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

/** Campaigns do not depend on messages to know what is short. */
sweep("CampaignSweep", {
  handler: "packages/functions/src/schedules/campaign-sweep.handler",
  link: [canScan(stockTable), canScan(campaignTable), canUpdate(campaignTable), canPut(outboxTable)],
  minutes: 10,
});

/** Where the link in the mail leads: whoever has it may stop what it names, without an account. */
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

/** Shortages, until the ad manager has been asked to stop the ads for what is short. */
pipeline("AdStopQueue", {
  subject: "campaign",
  awaited: "mail",
  from: { topic: topics.stock, events: ["stock.depleted"] },
  // By then the factory has usually said when there is more, and the mail can tell.
  delaySeconds: 3,
  consumer: {
    handler: "packages/functions/src/consumers/ad-stop.handler",
    link: askingTheManager,
    feeds: ["CampaignTopic", "AdMailTopic"],
  },
  tries: 6,
});

/** Mails to the ad manager that came back, until they have gone out again and arrived, or somebody looks at them. */
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

/** Campaigns for the console: the part of the operators' API that belongs to them. */
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
