import type { EventFacts } from "./event-facts.ts";

const count = new Intl.NumberFormat("en");
const n = (value: number) => count.format(value);
const list = new Intl.ListFormat("en", { type: "conjunction" });

const ordered = ({ lines, count: of }: EventFacts) =>
  lines.length > 0
    ? list.format(lines.map(({ name, quantity }) => `${n(quantity)} × ${name}`))
    : `${n(of("units"))} donuts`;
const ads = (facts: EventFacts, key: string) =>
  list.format(facts.campaigns(key).map((name) => `“${name}”`)) || "the ads";
const whose = ({ text }: EventFacts) => text("email") || "Somebody";

/** Who stopped or resumed an ad. */
const by: Record<string, string> = {
  "ad-manager": "The ad manager",
  operator: "An operator",
  stock: "The warehouse",
};

/** What an event says, as a sentence without its full stop. */
export const journeyEvents: Record<string, (facts: EventFacts) => string> = {
  "order.queued": (facts) =>
    `${whose(facts)} ordered ${ordered(facts)}: number ${n(facts.count("number"))} in the queue`,
  "order.placed": (facts) => `${whose(facts)} bought ${ordered(facts)}`,
  "order.rejected": ({ short }) => {
    if (short.length === 0) return "Not sold: the order was cleared, deleted, or had no turn in the waiting room";
    const parts = short.map(({ name, requested, available }) => `${n(available)} of ${n(requested)} × ${name} left`);
    return `Not sold: ${list.format(parts)}`;
  },
  "stock.depleted": (facts) =>
    `${facts.product("productId")} runs short, ${n(facts.count("available"))} left: the factory is to make ${n(facts.count("quantity"))}`,
  "production.accepted": (facts) =>
    `The factory makes ${n(facts.count("quantity"))} × ${facts.product("productId")}, expected at ${facts.time("expectedAt")}`,
  "production.failed": (facts) =>
    `The factory could not make ${n(facts.count("quantity"))} × ${facts.product("productId")}: ${facts.text("reason")}`,
  "stock.replenished": (facts) => `${n(facts.count("quantity"))} × ${facts.product("productId")} came into stock`,
  "stock.added": (facts) => `${n(facts.count("units"))} × ${facts.product("productId")} can be ordered again`,
  "stock.reserved": (facts) => {
    const still = facts.count("missing") > 0 ? `; ${n(facts.count("missing"))} are still missing` : "";
    return `${n(facts.count("units"))} × ${facts.product("productId")} came in for orders that wait${still}`;
  },
  "shortage.overdue": (facts) =>
    `${facts.product("productId")} is overdue, for the ${ordinal(facts.count("asks"))} time: ${facts.text("reason")}`,
  "shortage.closed": (facts) =>
    `The shortage of ${facts.product("productId")} was closed by hand, with ${n(facts.count("available"))} in stock`,
  "campaign.manager_asked": (facts) => `A mail asks the ad manager to stop ${ads(facts, "campaignIds")}`,
  "campaign.mail_bounced": (facts) =>
    `The mail about ${ads(facts, "campaignIds")} came back; ${
      facts.is("triedAgain") ? "it is sent again" : "somebody has to look at the address"
    }`,
  "campaign.stop_requested": (facts) => `${ads(facts, "campaignId")} is to stop: ${shortOf(facts)}`,
  "campaign.stop_withdrawn": (facts) =>
    `${ads(facts, "campaignId")} goes on: ${backOf(facts)} before anyone stopped it`,
  "campaign.stopped": (facts) => `${by[facts.text("by")] ?? "Somebody"} stopped ${ads(facts, "campaignId")}`,
  "campaign.may_resume": (facts) => `${ads(facts, "campaignId")} may run again: ${backOf(facts)}`,
  "campaign.resumed": (facts) => `${by[facts.text("by")] ?? "Somebody"} let ${ads(facts, "campaignId")} run again`,
  "customer.promoted": ({ count: of }) => `The customer became a VIP, by one order of ${n(of("units"))} donuts`,
  "customer.marketing_told": () => "The marketing system was told of the VIP",
};

function shortOf(facts: EventFacts): string {
  return facts.text("productId") ? `${facts.product("productId")} is short` : "stock is short";
}

function backOf(facts: EventFacts): string {
  return facts.text("productId") ? `${facts.product("productId")} is back` : "stock is back";
}

const rules = new Intl.PluralRules("en", { type: "ordinal" });
const endings: Record<string, string> = { one: "st", two: "nd", few: "rd" };

function ordinal(value: number): string {
  return `${n(value)}${endings[rules.select(value)] ?? "th"}`;
}
