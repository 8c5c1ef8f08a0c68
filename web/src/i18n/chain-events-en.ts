import type { ChainEventType, EventWords } from "./page-texts-en.ts";

/** Descriptions of what an order causes for ads and customers. */
export function chainEvents(name: string): Record<ChainEventType, EventWords> {
  const product = name || "something";
  return {
    "campaign.manager_asked": {
      title: "A mail to the ad manager",
      body: "It asks to stop the ads, with a link to do it.",
    },
    "campaign.mail_bounced": {
      title: "The mail to the ad manager came back",
      body: "It goes out again, or somebody looks at the address.",
    },
    "campaign.stop_requested": {
      title: "Ads are to be stopped",
      body: `No use in calling people for ${product} that we do not have.`,
    },
    "campaign.stop_withdrawn": {
      title: "The ads can go on",
      body: `${product} is back before anyone had stopped them.`,
    },
    "campaign.stopped": { title: "An ad was stopped", body: "It waits until there is more." },
    "campaign.may_resume": { title: "The ad may run again", body: `${product} is back.` },
    "campaign.resumed": { title: "The ad runs again", body: "" },
    "customer.promoted": { title: "You are a VIP now", body: "An order this large makes one. Thank you!" },
    "customer.marketing_told": { title: "Our marketing knows, too", body: "They were told once that you are a VIP." },
  };
}
