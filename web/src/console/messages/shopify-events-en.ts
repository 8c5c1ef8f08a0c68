import type { EventFacts } from "./event-facts.ts";

const count = new Intl.NumberFormat("en");
const units = (value: number) => (value === 1 ? "1 unit" : `${count.format(value)} units`);

const requests: Record<string, string> = {
  "data-request": "A customer asks what is kept of them: it waits under Privacy.",
  "customer-redact": "A customer is to be forgotten. Their orders stay, without them.",
  "shop-redact": "The shop is to be forgotten, with everybody who ordered there.",
};

/** The description of an event on Shopify's line. */
export const shopifyEvents: Record<string, (facts: EventFacts) => string> = {
  "shopify.order_stored": ({ text, count: of }) => {
    const order = `Order ${text("name")}`;
    if (text("state") === "test") return `${order} is a test: it is kept and takes nothing from stock.`;
    if (text("state") === "cancelled") return `${order} is cancelled: what it took is back in stock.`;
    const stored = text("change") === "new" ? `${order} is stored` : `${order} has changed and is stored`;
    const owed = of("owed") > 0 ? `, ${units(of("owed"))} of ${count.format(of("units"))} owed` : "";
    const unmapped = of("unmapped") > 0 ? `, ${of("unmapped")} not mapped` : "";
    return `${stored}${owed}${unmapped}.`;
  },
  "shopify.order_served": ({ text, count: of }) => {
    const left = of("owed") > 0 ? `${units(of("owed"))} still owed` : "nothing is owed any more";
    return `Order ${text("name")} gets ${units(of("units"))} that came in; ${left}.`;
  },
  "shopify.delivery_given_up": ({ text }) =>
    `${text("topic")} cannot be stored: ${[text("pointer"), text("reason")].filter(Boolean).join(" ")}. It waits to be mended.`,
  "shopify.sku_mapped": ({ text, product, count: of }) =>
    `One ${text("sku")} is ${units(of("units"))} of ${product("productId")}. Orders that waited for it are taken up.`,
  "shopify.privacy_requested": ({ text }) => requests[text("request")] ?? "",
  "push.digest_opened": () => "Operators are told of it in a few seconds, together with what else comes in.",
};
