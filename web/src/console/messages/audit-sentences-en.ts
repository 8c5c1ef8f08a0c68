import type { AuditFacts } from "./audit-facts.ts";

const count = new Intl.NumberFormat("en");
const n = (value = 0) => count.format(value);
const units = (value = 0) => (Math.abs(value) === 1 ? "1 unit" : `${n(Math.abs(value))} units`);

function letters({ chosen, target }: AuditFacts): string {
  if (chosen === "all") return `all dead letters of ${target}`;
  if (chosen === "matching") return `the dead letters of ${target} that match a filter`;
  return chosen === 1 ? `1 dead letter of ${target}` : `${n(chosen)} dead letters of ${target}`;
}

const to = (place: string) => (place ? ` to ${place}` : "");
const because = (reason: string) => (reason ? `: “${reason}”` : "");

/** What somebody did: the past, and the infinitive for what was only tried. */
type Words = (facts: AuditFacts) => [did: string, todo: string];

const verb =
  (did: string, todo: string, rest: (facts: AuditFacts) => string): Words =>
  (facts) => [`${did} ${rest(facts)}`, `${todo} ${rest(facts)}`];

export const auditWords: Record<string, Words> = {
  "stock.adjust": (facts) => {
    const by = facts.count("adjustBy") ?? 0;
    const rest = `${units(by)} of ${facts.product}${because(facts.text("reason"))}`;
    return by < 0 ? [`took away ${rest}`, `take away ${rest}`] : [`added ${rest}`, `add ${rest}`];
  },
  "stock.close-shortage": verb(
    "closed",
    "close",
    (facts) =>
      `the shortage of ${facts.product}${because(facts.text("reason"))}${facts.is("askedAnew") ? ", and the factory was asked anew" : ""}`,
  ),
  "stock.ask-again": verb("asked the factory again for", "ask the factory again for", ({ product }) => product),
  "letter.delete": verb(
    "deleted",
    "delete",
    ({ target, text }) => `a dead letter of ${target} that somebody waited for${text("type") && ` (${text("type")})`}`,
  ),
  "queue.redrive": verb("redrove", "redrive", (facts) => `${letters(facts)}${to(facts.text("destination"))}`),
  "queue.edit": verb(
    "edited and redrove",
    "edit and redrive",
    ({ target, text }) => `a dead letter of ${target}${to(text("destination"))}`,
  ),
  "queue.delete": verb("deleted", "delete", letters),
  "queue.purge": verb("purged", "purge", ({ target, count: of }) => {
    const gone = of("removed") ?? of("done") ?? of("present");
    return gone === undefined ? target : `${target}, about ${n(gone)} messages`;
  }),
  "queue.send": verb("sent", "send", ({ target }) => `a message to ${target} by hand`),
  "consumer.pause": verb("paused", "pause", ({ target }) => `the consumer of ${target}`),
  "consumer.resume": verb("resumed", "resume", ({ target }) => `the consumer of ${target}`),
  "campaign.stop": verb("noted that", "note that", ({ campaign }) => `the ad “${campaign}” is stopped`),
  "campaign.resume": verb("noted that", "note that", ({ campaign }) => `the ad “${campaign}” runs again`),
  "alert.acknowledge": verb("took on", "take on", ({ target }) => `the alert of ${target}`),
  "alert.release": verb("gave back", "give back", ({ target }) => `the alert of ${target}`),
  "alert.note": verb("noted on", "note on", ({ target, text }) => `the alert of ${target}${because(text("text"))}`),
  "alert.close": verb("closed", "close", ({ target, text }) => `the alert of ${target}${because(text("reason"))}`),
  "order-line.test": verb("put", "put", ({ text }) =>
    text("kind") === "crash"
      ? "an order into the order queue that crashes its worker"
      : "a special order into the order queue",
  ),
  "order-line.serve": verb(
    "booked",
    "book",
    ({ count: of }) => `${n(of("served") ?? of("count"))} orders of the order queue by hand`,
  ),
  "order-line.clear": verb("cleared", "clear", ({ count: of }) =>
    of("upTo") === undefined ? "the order queue" : `the order queue, up to number ${n(of("upTo"))}`,
  ),
  "lab.change": verb("changed", "change", () => "the settings of the lab"),
  "lab.break-factory": verb("broke", "break", () => "the factory, for the lab’s guided tour"),
  "lab.mend-factory": verb("mended", "mend", () => "the factory"),
  "waiting-room.change": verb("changed", "change", () => "the settings of the waiting room"),
  "waiting-room.end": verb(
    "ended",
    "end",
    ({ target }) => `the turn of number ${numberIn(target)} in the waiting room`,
  ),
  "waiting-room.extend": verb(
    "extended",
    "extend",
    ({ target, count: of }) => `the turn of number ${numberIn(target)} in the waiting room by ${n(of("seconds"))} s`,
  ),
  "push.add-device": verb("turned on", "turn on", () => "notifications on a device"),
  "push.remove-device": verb("turned off", "turn off", () => "notifications on a device"),
  "shopify.import": verb("imported", "import", ({ target }) => `the Shopify order ${target}`),
  "shopify.retry": (facts) => {
    const rest = `the Shopify delivery ${facts.target}${facts.is("corrected") ? " again, corrected" : " again"}`;
    return [`tried ${rest}`, `try ${rest}`];
  },
  "shopify.map-sku": verb(
    "mapped",
    "map",
    ({ target, productOf, count: of }) => `the SKU ${target} to ${n(of("units") ?? 1)} × ${productOf("productId")}`,
  ),
  "shopify.samples": verb("sent", "send", ({ count: of }) => `${n(of("count"))} sample webhooks`),
  "shopify.task-done": verb("answered", "answer", () => "a privacy request"),
};

function numberIn(target: string): string {
  return target.split("/").at(-1) ?? target;
}
